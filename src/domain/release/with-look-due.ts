import type { Millis, StepId } from '../ids.ts';
import type { Release } from './release.ts';
import { stateOf } from './step-of.ts';

/**
 * The release as if the time had come to look at this step: for a look that something outside asked for before. A step that is not pending
 * stays as it is, and so does the log.
 */
export function withLookDue(release: Release, step: StepId, now: Millis): Release {
  const state = stateOf(release, step);
  if (state.status !== 'pending' || state.lookAgainAt <= now) return release;
  return { ...release, steps: new Map(release.steps).set(step, { ...state, lookAgainAt: now }) };
}
