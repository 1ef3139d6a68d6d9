import type { ReleaseEventOf } from '#domain/release/event.ts';
import { checkStandings } from '#domain/validation/verdict.ts';
import { bullets, preformatted } from '../../blocks/rich-text.ts';
import { fittingLines } from '../../text/fitting.ts';
import { say } from '../../text/say.ts';
import type { EventLine, Moment } from '../moment.ts';
import { checkPhrase } from '../validation-blocks.ts';

/** A check of a validation that has ended, with what it looked at and the end of what it printed. */
export function checkedLine({ before, after }: Moment, body: ReleaseEventOf<'step.succeeded'>): EventLine | null {
  const check = checkStandings(after).find(({ step }) => step.id === body.step);
  if (check === undefined || before.steps.get(body.step) === after.steps.get(body.step)) return null;
  const { result } = check;
  if (result === null) return null;
  const isTold = result.outcome !== 'passed' || result.lines.length > 0;
  return {
    phrase: isTold && result.outcome === 'passed' ? say`${checkPhrase(check)} ${result.why}` : checkPhrase(check),
    parts: [
      ...bullets(
        fittingLines(
          result.lines.map((line) => say`${line}`),
          2_000,
        ),
      ),
      ...preformatted(result.output, result.outcome === 'passed' ? 800 : 2_000),
    ],
  };
}
