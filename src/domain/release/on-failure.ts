import type { Millis } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import { circuitBreaker } from './circuit-breaker.ts';
import type { ReleaseEvent } from './event.ts';
import { failedServices } from './failed-services.ts';
import type { Release } from './release.ts';
import { hasDeployed, hasTouchedTarget, stateOf } from './step-of.ts';

type Failure = { readonly step: Step; readonly attempt: number; readonly message: string };

/**
 * What the rules of a release add to the failure of a step, recorded with it. From so many failed services on the circuit breaker holds the
 * release and stops the rollback that would begin by itself. A rule in announce mode only says what it would have done.
 */
export function onFailure(release: Release, failure: Failure, now: Millis): readonly ReleaseEvent[] {
  const { step } = failure;
  const isForward = release.plan.steps.some((one) => one.id === step.id) && release.rollback?.status !== 'running';
  if (release.ending !== null || !isForward || step.effect === 'public') return [];
  const { breaker } = release.plan.rollback;
  const services = failedServices(release, step);
  const isTripped = breaker !== undefined && step.service !== null && services.length >= breaker.failures;
  if (isTripped && breaker.mode === 'act') return opened(release, failure, services, now);
  const wasSaid = release.announced.some(({ rule }) => rule === 'breaker');
  return [
    ...(isTripped && !wasSaid
      ? [announced('breaker', failure, `${named(services)} It would have held the release.`)]
      : []),
    ...rollbackOnlyTold(release, failure),
  ];
}

function named(services: readonly string[]): string {
  const many = services.length === 1 ? '1 service has' : `${services.length} services have`;
  return `${many} failed in this release (${services.join(', ')}).`;
}

/** The services of the environment that no wave has reached, in the order of the plan. */
function notBegun(release: Release, { environment }: Step): string {
  if (environment === null) return '';
  const rest = release.plan.services.filter((service) => !hasDeployed(release, environment, service));
  return rest.length === 0 ? '' : ` Not begun in ${environment}: ${rest.join(', ')}.`;
}

function opened(release: Release, failure: Failure, services: readonly string[], now: Millis): readonly ReleaseEvent[] {
  const { rollback, plan, hold } = release;
  const halted = notBegun(release, failure.step);
  const reason =
    `${named(services)} Nothing goes on by itself, neither forward nor back, until people decide.${halted}`.slice(
      0,
      1_000,
    );
  const begins = rollback === null && plan.rollback.automatic && hasTouchedTarget(release);
  const because = `${failure.step.title}: ${failure.message}`.slice(0, 1_000);
  const at = now + plan.rollback.countdown;
  return [
    ...(hold === null ? [{ v: 1, type: 'release.held', by: circuitBreaker, reason } as const] : []),
    // What would begin by itself is asked of people, in the same breath: begun and stopped, so that nothing can come between.
    ...(begins ? [{ v: 1, type: 'rollback.scheduled', at, because: failure.step.id, reason: because } as const] : []),
    ...(begins || rollback?.status === 'counting'
      ? [{ v: 1, type: 'rollback.stopped', by: circuitBreaker, reason } as const]
      : []),
  ];
}

function rollbackOnlyTold(release: Release, failure: Failure): readonly ReleaseEvent[] {
  const { plan, rollback } = release;
  const isFirst = !plan.steps.some(
    ({ id, effect }) => id !== failure.step.id && effect !== 'public' && stateOf(release, id).status === 'failed',
  );
  const wouldBegin = plan.rollback.mode === 'announce' && rollback === null && isFirst && hasTouchedTarget(release);
  return wouldBegin ? [announced('rollback', failure, failure.message)] : [];
}

function announced(rule: 'breaker' | 'rollback', { step, attempt }: Failure, words: string): ReleaseEvent {
  return { v: 1, type: 'rule.announced', step: step.id, attempt, rule, words: words.slice(0, 2_000) };
}
