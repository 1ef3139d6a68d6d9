import { decide } from '#domain/release/decide.ts';
import { endingDue } from '#domain/release/ending-due.ts';
import type { Release } from '#domain/release/release.ts';
import type { StepState } from '#domain/release/step-state.ts';
import { readDeploymentHandle } from '#jobs/steps/end-deployment.ts';
import type { Mutant } from './mutants.ts';

type Change = (state: Exclude<StepState, { status: 'waiting' | 'open' }>) => StepState;

/** The release with the states that `isChosen` takes changed. */
function withStates(release: Release, isChosen: (state: StepState) => boolean, change: Change): Release {
  const changed = [...release.steps].map(([id, state]) => {
    const isOne = state.status !== 'waiting' && state.status !== 'open' && isChosen(state);
    return [id, isOne ? change(state) : state] as const;
  });
  return { ...release, steps: new Map(changed) };
}

/** A run that was asked to end and has not ended yet. */
function isEnding(state: StepState): boolean {
  return state.status === 'pending' && readDeploymentHandle(state.handle).endingSince !== null;
}

function hasEndedBadly(state: StepState): boolean {
  return state.status === 'failed' && state.problem.code.startsWith('DEPLOYMENT_');
}

function isGoingBack({ ending, rollback }: Release): boolean {
  return ending === null && rollback?.status === 'running';
}

const failure = { code: 'DEPLOYMENT_FAILED', message: 'It was asked to end.' };

/** Versions of the engine that are too hasty with a deployment that is to end, or end one that is not. */
export const endingMutants: readonly Mutant[] = [
  {
    invariant: 'way-back-overtakes-no-run',
    what: 'takes a run that was asked to end for one that has ended',
    decide: (release, now) =>
      decide(
        withStates(release, isEnding, ({ attempt, startedAt }) => ({
          status: 'failed',
          attempt,
          startedAt,
          finishedAt: now,
          problem: failure,
        })),
        now,
      ),
  },
  {
    invariant: 'way-back-overtakes-no-run',
    what: 'gives a run up that it could not ask after once',
    decide: (release, now) =>
      decide(
        withStates(
          release,
          ({ status }) => status === 'retrying',
          (state) => ({ ...state, handle: null }),
        ),
        now,
      ),
  },
  {
    invariant: 'ended-run-is-not-released',
    what: 'goes on behind a run that was ended or failed',
    decide: (release, now) =>
      decide(
        withStates(release, hasEndedBadly, ({ attempt, startedAt }) => ({
          status: 'succeeded',
          attempt,
          startedAt,
          finishedAt: now,
          result: null,
          acceptedBy: null,
        })),
        now,
      ),
  },
  {
    invariant: 'ends-only-what-is-unwanted',
    what: 'ends every deployment it looks at',
    endingDue: (run) => endingDue({ ...run, isTakenBack: true }),
  },
  {
    invariant: 'nothing-is-left-running',
    what: 'takes a release for rolled back once its runs were asked to end',
    decide: (release, now) =>
      isGoingBack(release) && [...release.steps.values()].some(isEnding)
        ? { record: [{ v: 1, type: 'release.rolled-back' }], start: [], poll: [], inFlight: [], wakeAt: null }
        : decide(release, now),
  },
];
