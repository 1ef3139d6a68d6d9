import { formatDuration } from '#domain/duration.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { agoToken } from '../text/date-token.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';

/** "rehearsed 3 hours ago in staging, 41 s": whoever reads it later reads of a greater age. */
export function rehearsedPhrase({ at, environment, tookBack }: NonNullable<Plan['rehearsed']>): Phrase {
  return say`rehearsed ${agoToken(at)} in ${environment}, ${formatDuration(tookBack)}`;
}

/** What an ended rehearsal has come to: " There and back took 90 s, the way back 41 s.", or why it counts for nothing. */
export function measuredPhrase(release: Release): Phrase {
  const step = release.plan.steps.find(({ kind }) => kind === 'certify');
  const state = step === undefined ? null : stateOf(release, step.id);
  const result = state?.status === 'succeeded' ? state.result : null;
  if (result === null || typeof result !== 'object') return say` It was not measured, so it counts for no release.`;
  if ('took' in result && 'tookBack' in result)
    return say` There and back took ${formatDuration(Number(result.took))}, the way back ${formatDuration(Number(result.tookBack))}.`;
  const why = 'why' in result && typeof result.why === 'string' ? ` ${plain(result.why, 300)}` : '';
  return say` It counts for no release.${why}`;
}
