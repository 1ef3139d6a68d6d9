import type { ReleaseEventOf } from '#domain/release/event.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { quote } from '../../blocks/rich-text.ts';
import { plain } from '../../text/plain.ts';
import { say } from '../../text/say.ts';
import { strong } from '../../text/styled.ts';
import { scorePhrase } from '../measured-words.ts';
import type { EventLine, Moment } from '../moment.ts';
import { measuredBy } from '../stage-standing.ts';
import { titleOf } from '../subject.ts';

const words = {
  pass: 'Passed:',
  fail: 'Limits broken, only told:',
  not_enough_data: 'Not enough data, only told:',
} as const;

/** An analysis that let a version go further, with what it saw last. One that measured nothing is told by what it lets go on. */
export function analysedLine({ before, after }: Moment, body: ReleaseEventOf<'step.succeeded'>): EventLine | null {
  const step = stepOf(after, body.step);
  const isTold = before.steps.get(body.step) !== after.steps.get(body.step);
  const measured = step === null ? null : measuredBy(after, step);
  if (step === null || measured === null || !isTold) return null;
  const { table } = measured;
  return {
    phrase: say`${strong(words[table.verdict])} ${titleOf(step)}, ${scorePhrase(table)}.`,
    parts: table.problems.map((why) => quote(say`${plain(why, 300)}`)),
  };
}
