import type { Words } from '#domain/drawing.ts';
import type { EditNotesOutcome } from '#domain/notes/edit-notes-outcome.ts';
import { areNotesReleased } from '#domain/notes/standing-notes.ts';
import { preformatted } from '../blocks/rich-text.ts';
import { editNotesRefusal } from '../refusals/edit-notes-refusal.ts';
import { theSubject } from '../release/subject.ts';
import { say } from '../text/say.ts';
import { words } from './words.ts';

/** The private answer to an edit of notes: where the new words stand, or why nothing was changed. A text that was refused is given back. */
export function editNotesReply(outcome: EditNotesOutcome): Words {
  if (outcome.kind === 'refused') {
    const { refusal } = outcome;
    const typed = refusal.code === 'changed_meanwhile' ? preformatted(refusal.text, 10_000) : [];
    return words([say`The notes were not changed.`, editNotesRefusal(refusal)], typed);
  }
  const { release, audience, page } = outcome;
  const what = say`The notes of ${theSubject(release)} for ${audience}`;
  if (outcome.kind === 'already') return words([say`${what} say that already.`]);
  if (!areNotesReleased(release)) return words([say`${what} were saved. They are published when the release is done.`]);
  const where =
    page === null
      ? 'The messages in the thread follow.'
      : 'The page of the release was rewritten, and the messages in the thread follow.';
  return words([say`${what} were changed. ${where}`]);
}
