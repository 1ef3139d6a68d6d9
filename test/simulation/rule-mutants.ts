import { circuitBreaker, isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import { decide } from '#domain/release/decide.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import type { Mutant } from './mutants.ts';

/** The release as if the steps of these kinds that stand so stood otherwise. */
function withState(release: Release, kind: string, from: 'failed' | 'unknown', now: number): Release {
  const steps = new Map(release.steps);
  for (const step of release.plan.steps.filter((one) => one.kind === kind)) {
    const state = stateOf(release, step.id);
    if (state.status !== from) continue;
    const base = { attempt: state.attempt, startedAt: state.startedAt };
    steps.set(
      step.id,
      from === 'failed'
        ? { ...base, status: 'pending', handle: null, lookAgainAt: now + 1e9, note: null }
        : { ...base, status: 'succeeded', finishedAt: now, result: null, acceptedBy: null },
    );
  }
  return { ...release, steps };
}

/** Versions of `decide` that do not keep to what monitors and the circuit breaker say. */
export const ruleMutants: readonly Mutant[] = [
  {
    invariant: 'validation-touches-nothing',
    what: 'gives the verdict of a validation behind its first check',
    decide: (release, now) => {
      const { steps } = release.plan;
      const hasty = steps.map((step) => (step.kind === 'verdict' ? { ...step, needs: step.needs.slice(0, 1) } : step));
      return decide({ ...release, plan: { ...release.plan, steps: hasty } }, now);
    },
  },
  {
    invariant: 'open-breaker-starts-nothing',
    what: 'goes on while the circuit breaker is open',
    decide: (release, now) =>
      decide(isHeldByBreaker(release) ? { ...release, hold: null, rollback: null } : release, now),
  },
  {
    invariant: 'open-breaker-starts-nothing',
    what: 'closes the circuit breaker by itself',
    decide: (release, now) => {
      const decision = decide(release, now);
      const isPatient = release.hold === null || now < release.hold.at + 60_000;
      if (isPatient || !isHeldByBreaker(release) || release.ending !== null) return decision;
      return { ...decision, record: [{ v: 1, type: 'release.resumed', by: circuitBreaker, reason: null }] };
    },
  },
  {
    invariant: 'shares-grow-behind-analysis',
    what: 'takes an analysis that found too little for a passed one',
    decide: (release, now) => decide(withState(release, 'analyse', 'unknown', now), now),
  },
  {
    invariant: 'monitors-watch-at-gates',
    what: 'lets nothing follow from metrics that failed',
    decide: (release, now) => decide(withState(release, 'watch-metrics', 'failed', now), now),
  },
];
