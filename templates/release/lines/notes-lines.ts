import type { ReleaseEventOf } from '#domain/release/event.ts';
import { mention } from '../../text/mention.ts';
import { say } from '../../text/say.ts';
import type { EventLine, Moment } from '../moment.ts';
import { theSubject } from '../subject.ts';

/** Other words in the notes: who wrote them, and for whom. */
export function notesEditedLine({ after }: Moment, body: ReleaseEventOf<'notes.edited'>): EventLine {
  const notes = say`the notes of ${theSubject(after)} for ${body.audience}`;
  if (body.from === 'person') return { phrase: say`${mention(body.by)} edited ${notes}.` };
  return { phrase: say`${mention(body.by)} had ${notes} written again from the repository, which tells more by now.` };
}
