import { joinTables } from '../analysis/join-tables.ts';
import type { Millis } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import { asksPerson, questionsOf } from './question.ts';
import type { Measured, Release } from './release.ts';
import { stateOf } from './step-of.ts';
import { isInFlight } from './step-state.ts';

/** A service in one environment. */
type Place = Pick<Step, 'environment' | 'service'>;

/**
 * Since when a release waits for a person while nothing but its watches looks at a service; null while it goes on by itself, or while an analysis
 * of the service is under way.
 */
export function waitsSince(release: Release, { environment, service }: Place, now: Millis): Millis | null {
  const isAnalysed = release.plan.steps.some(
    (step) =>
      step.kind === 'analyse' &&
      step.environment === environment &&
      step.service === service &&
      isInFlight(stateOf(release, step.id)),
  );
  if (isAnalysed) return null;
  const asked = questionsOf(release, now).filter(asksPerson);
  return asked.length === 0 ? null : Math.min(...asked.map(({ since }) => since));
}

/**
 * What all watches of a service saw last since the release waits for a person, as of the oldest of their looks; null where none has looked
 * since. A watch that failed stays with what it failed by.
 */
export function watchedNow(release: Release, place: Place, now: Millis): Measured | null {
  const since = waitsSince(release, place, now);
  if (since === null) return null;
  const seen = release.plan.steps.flatMap((step) => {
    if (step.kind !== 'watch-metrics' || step.environment !== place.environment || step.service !== place.service)
      return [];
    const state = stateOf(release, step.id);
    const measured = release.measured.get(step.id);
    if (measured === undefined || measured.attempt !== state.attempt) return [];
    return state.status === 'failed' || (isInFlight(state) && measured.at >= since) ? [measured] : [];
  });
  const table = joinTables(seen.map((one) => one.table));
  const [first] = seen;
  return table === null || first === undefined ? null : { ...first, at: Math.min(...seen.map(({ at }) => at)), table };
}
