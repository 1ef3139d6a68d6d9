import { formatDuration } from '#domain/duration.ts';
import type { Release } from '#domain/release/release.ts';
import { type CheckStanding, checkStandings } from '#domain/validation/verdict.ts';
import type { Block } from '../blocks/block.ts';
import { paragraph, preformatted, type RichPart, richText } from '../blocks/rich-text.ts';
import { mention } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { stepWord } from './step-word.ts';

const mostChecks = 25;
const mostOutputs = 4;

/** Every check of a validation: how it ended, how long it took and, where it did not pass, the end of what it printed. */
export function validationBlocks(release: Release): readonly Block[] {
  const checks = checkStandings(release);
  if (checks.length === 0) return [];
  const shown = checks.slice(0, mostChecks);
  const open = shown.filter(({ result }) => result !== null && result.outcome !== 'passed');
  const told = new Set(open.slice(0, mostOutputs));
  const rest = checks.length - shown.length;
  const parts = shown.flatMap((check): RichPart[] => [
    paragraph(checkPhrase(check)),
    ...(told.has(check) ? preformatted(check.result?.output ?? '', 600) : []),
  ]);
  const more = rest === 0 ? [] : [paragraph(say`+${plural(rest, 'more check')}. The thread has every one.`)];
  return [richText(...parts, ...more)];
}

/** "smoke-tests: passed in 2 s", "regression-suite: failed after 4 s, a warning. It ended with exit code 1." */
export function checkPhrase({ name, step, state, result, acceptedBy, took, isBlocker }: CheckStanding): Phrase {
  const where = step.environment === null ? '' : ` of ${step.environment}`;
  const label = say`${strong(plain(`${name}${where}`, 130))}`;
  if (acceptedBy !== null) return say`${label}: accepted by ${mention(acceptedBy)}, without a result.`;
  if (result === null) return say`${label}: ${stepWord(step, state)}.`;
  const time = took !== null && took >= 1_000 ? formatDuration(took) : 'less than a second';
  if (result.outcome === 'passed') return say`${label}: passed in ${time}.`;
  const word = result.outcome === 'failed' ? `failed after ${time}` : 'not known';
  return say`${label}: ${strong(word)}${isBlocker ? '' : ', a warning'}. ${plain(result.why, 400)}`;
}
