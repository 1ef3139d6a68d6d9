import type { Step } from '../plan/step.ts';
import type { Release } from './release.ts';
import { dueRollbackSteps } from './step-of.ts';

/** The steps that matter now: the plan's, or once a rollback runs, those of the rollback plan that have something to undo. */
export function stepsInScope(release: Release): readonly Step[] {
  return release.rollback?.status === 'running' ? dueRollbackSteps(release) : release.plan.steps;
}
