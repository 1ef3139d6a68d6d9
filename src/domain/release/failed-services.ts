import type { Step } from '../plan/step.ts';
import type { Release } from './release.ts';
import { stateOf } from './step-of.ts';

/**
 * The services of which a step has failed on the way forward, `step` among them, sorted: those whose failure stands, and those that somebody tried
 * again or accepted since the circuit breaker was last closed. What several waves fail by, one after the other, is one cause too.
 */
export function failedServices(release: Release, step: Step): readonly string[] {
  const standing = release.plan.steps.filter(({ id }) => stateOf(release, id).status === 'failed');
  const all = [...release.failures, ...standing.map(({ service }) => service), step.service];
  return [...new Set(all.filter((service) => service !== null))].sort();
}

/** The failures that count, with one more where a step of the way forward has failed that the public does not see. */
export function withFailure({ failures, plan, rollback }: Release, id: Step['id']): Release['failures'] {
  const step = plan.steps.find((one) => one.id === id);
  const counts = rollback?.status !== 'running' && step !== undefined && step.effect !== 'public';
  if (!counts || step.service === null || failures.includes(step.service)) return failures;
  return [...failures, step.service];
}
