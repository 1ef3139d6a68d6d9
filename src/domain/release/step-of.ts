import type { StepId } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import type { Release } from './release.ts';
import { type StepState, untouched, wasTouched } from './step-state.ts';

/** Where a step stands; a step nothing has happened to is waiting for its first attempt. */
export function stateOf(release: Release, step: StepId): StepState {
  return release.steps.get(step) ?? untouched;
}

/** The step of the plan or of its rollback plan with this id, or null. */
export function stepOf(release: Release, id: StepId): Step | null {
  return (
    release.plan.steps.find((step) => step.id === id) ??
    release.plan.rollbackSteps.find((step) => step.id === id) ??
    null
  );
}

/**
 * True once a step that cannot be undone was started in an environment: what was there before cannot run there any more, so nothing of it is
 * taken back. Public steps such as a tag belong to no environment and close none.
 */
export function isWayBackClosed({ plan, steps }: Release, environment: string | null): boolean {
  if (environment === null) return false;
  return plan.steps.some(
    (step) =>
      step.irreversible !== null && step.environment === environment && wasTouched(steps.get(step.id) ?? untouched),
  );
}

/** The environments the release cannot be taken back from any more, in the order of the plan. */
export function closedEnvironments(release: Release): readonly string[] {
  return release.plan.environments.filter((environment) => isWayBackClosed(release, environment));
}

/** True once any deployment of the release was started that can still be taken back, whatever became of it. */
export function hasTouchedTarget(release: Release): boolean {
  return release.plan.steps.some(
    (step) =>
      step.effect === 'target' && wasTouched(stateOf(release, step.id)) && !isWayBackClosed(release, step.environment),
  );
}

/** True once any deployment of the release was started, also where there is no way back from it. */
export function hasChangedTarget(release: Release): boolean {
  return hasTouchedTarget(release) || closedEnvironments(release).length > 0;
}

/** True once the release has begun to move this service there. */
export function hasDeployed(release: Release, environment: string, service: string): boolean {
  return release.plan.steps.some(
    (step) =>
      step.effect === 'target' &&
      step.environment === environment &&
      step.service === service &&
      wasTouched(stateOf(release, step.id)),
  );
}

/**
 * Whether a step of the rollback plan has something to undo. A plan made again may lead through other stages than the ones that were gone
 * through, so any deployment of the service there counts. Where something was done that cannot be undone, nothing is.
 */
export function hasToUndo(release: Release, { undoes, environment, service }: Step): boolean {
  if (isWayBackClosed(release, environment)) return false;
  if (undoes === null || wasTouched(stateOf(release, undoes))) return true;
  return environment !== null && service !== null && hasDeployed(release, environment, service);
}

/** The steps of the rollback plan that have something to undo. */
export function dueRollbackSteps(release: Release): readonly Step[] {
  return release.plan.rollbackSteps.filter((step) => hasToUndo(release, step));
}

/**
 * Whether the approval gate of an environment is open that nothing has been deployed to. A gate in the middle of a rollout is none: what is
 * asked there is how the version does, and not whether it is the right one.
 */
export function isAtApproval(release: Release): boolean {
  const isEntered = (environment: string | null): boolean =>
    release.plan.steps.some(
      (step) => step.effect === 'target' && step.environment === environment && wasTouched(stateOf(release, step.id)),
    );
  return release.plan.steps.some(
    (step) =>
      step.gate?.kind === 'approval' && stateOf(release, step.id).status === 'open' && !isEntered(step.environment),
  );
}
