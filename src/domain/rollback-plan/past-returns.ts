import type { Millis } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import type { Release } from '../release/release.ts';
import { stateOf } from '../release/step-of.ts';
import type { Measured } from './service-return.ts';

/**
 * How long the return of a service took there: from the start of its deployment to its verification, in rollbacks of their own and in
 * releases that were taken back. What a person accepted was not measured. Null where nothing was.
 */
export function pastReturns(releases: readonly Release[], environment: string, service: string): Measured | null {
  const times = releases.flatMap((release) => returnTime(release, environment, service) ?? []).sort((a, b) => a - b);
  const middle = Math.floor(times.length / 2);
  const upper = times[middle];
  if (upper === undefined) return null;
  const lower = times.length % 2 === 0 ? (times[middle - 1] ?? upper) : upper;
  return { median: Math.round((lower + upper) / 2), of: times.length };
}

function returnTime(release: Release, environment: string, service: string): Millis | null {
  const { intent, steps, rollbackSteps } = release.plan;
  const own = (intent === 'rollback' ? steps : rollbackSteps).filter(
    (step) => step.environment === environment && step.service === service,
  );
  const began = own.find((step) => step.kind === 'deploy');
  const verified = own.find((step) => step.kind === 'verify-service');
  if (began === undefined || verified === undefined) return null;
  const [first, last] = [ended(release, began), ended(release, verified)];
  return first === null || last === null ? null : last.finishedAt - first.startedAt;
}

function ended(release: Release, step: Step): { readonly startedAt: Millis; readonly finishedAt: Millis } | null {
  const state = stateOf(release, step.id);
  return state.status === 'succeeded' && state.acceptedBy === null ? state : null;
}
