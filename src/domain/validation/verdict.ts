import type { Actor } from '../actor.ts';
import type { Millis } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import type { Release } from '../release/release.ts';
import { stateOf } from '../release/step-of.ts';
import type { StepState } from '../release/step-state.ts';
import { CheckResult } from './check-result.ts';

/** One check of a validation as it stands. */
export type CheckStanding = {
  readonly step: Step;
  readonly name: string;
  readonly isBlocker: boolean;
  readonly state: StepState;
  /** Null until it has ended, and where a person accepted it without one. */
  readonly result: CheckResult | null;
  readonly acceptedBy: Actor | null;
  /** Milliseconds it took; null until it has ended. */
  readonly took: Millis | null;
};

/** What the checks of a validation come to, all counted. */
export type Verdict = {
  readonly isReady: boolean;
  readonly of: number;
  readonly passed: number;
  /** Checks that did not pass and stand in the way. */
  readonly blockers: number;
  /** Checks that did not pass and do not. */
  readonly warnings: number;
  /** How many blockers were allowed. */
  readonly allowed: number;
};

/** The checks of a validation, in their order; none in any other release. */
export function checkStandings(release: Release): readonly CheckStanding[] {
  return release.plan.steps.flatMap((step): CheckStanding[] => {
    if (step.kind !== 'validate') return [];
    const state = stateOf(release, step.id);
    const isDone = state.status === 'succeeded';
    const result = isDone ? CheckResult.safeParse(state.result) : null;
    return [
      {
        step,
        name: String(step.params.check ?? ''),
        isBlocker: step.params.isBlocker !== false,
        state,
        result: result?.success === true ? result.data : null,
        acceptedBy: isDone ? state.acceptedBy : null,
        took: isDone ? state.finishedAt - state.startedAt : null,
      },
    ];
  });
}

/** The verdict on the checks as they stand. What is not known counts as what failed; what a person accepted counts as passed. */
export function verdictOf(release: Release): Verdict {
  const checks = checkStandings(release);
  const open = checks.filter(({ result, acceptedBy }) => acceptedBy === null && result?.outcome !== 'passed');
  const blockers = open.filter(({ isBlocker }) => isBlocker).length;
  const allowed = allowedIn(release);
  return {
    isReady: blockers <= allowed,
    of: checks.length,
    passed: checks.length - open.length,
    blockers,
    warnings: open.length - blockers,
    allowed,
  };
}

function allowedIn({ plan }: Release): number {
  const allowed = plan.steps.find(({ kind }) => kind === 'verdict')?.params.allowed;
  return typeof allowed === 'number' ? allowed : 0;
}
