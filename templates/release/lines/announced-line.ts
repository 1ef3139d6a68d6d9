import type { ReleaseEventOf } from '#domain/release/event.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { announcementOf } from '#domain/release/tally.ts';
import { quote } from '../../blocks/rich-text.ts';
import { mention } from '../../text/mention.ts';
import { plain } from '../../text/plain.ts';
import { say } from '../../text/say.ts';
import { strong } from '../../text/styled.ts';
import { announcedWords } from '../announced-words.ts';
import type { EventLine, Moment } from '../moment.ts';
import { titleOf } from '../subject.ts';

/** What a rule that only announces would have stopped. A repeat is not told. */
export function announcedLine({ before, after }: Moment, body: ReleaseEventOf<'rule.announced'>): EventLine | null {
  if (before.announced === after.announced) return null;
  const step = stepOf(after, body.step);
  const title = step === null ? body.step : titleOf(step);
  const { heading, meanwhile } = announcedWords[body.rule];
  return {
    phrase: say`${strong(`${heading}:`)} ${title}. ${meanwhile} Say on the card whether it was right.`,
    parts: [quote(say`${plain(body.words, 1_000)}`)],
  };
}

/** What a person says of it. */
export function judgedLine({ after }: Moment, body: ReleaseEventOf<'rule.judged'>): EventLine | null {
  const step = stepOf(after, body.step);
  if (step === null || announcementOf(after, body.step) === null) return null;
  const says = body.agreed ? 'would have stopped it too' : 'would not have stopped it';
  return { phrase: say`${mention(body.by)} ${says}: ${titleOf(step)}.` };
}
