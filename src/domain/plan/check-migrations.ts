import type { StepId } from '../ids.ts';
import { ancestorsOf, type CompiledEnvironment } from './check-steps.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import type { Step } from './step.ts';

/**
 * Holds the migrations of an environment to expand and contract: what can be gone back from runs before every deployment, what cannot runs
 * once every service is verified and somebody who saw that has approved it, and nothing is undone before the services are back. Gives the
 * first broken rule, or null.
 */
export function checkMigrations({ environment, after, steps }: CompiledEnvironment): PlanRefusal | null {
  const ancestors = ancestorsOf(steps);
  const behind = (step: Step): ReadonlySet<StepId> => ancestors.get(step.id) ?? new Set();
  const isBehind = (step: Step, others: readonly Step[]): boolean => others.every(({ id }) => behind(step).has(id));
  const deploys = steps.filter((step) => step.kind === 'deploy');
  const verifications = steps.filter((step) => step.kind === 'verify-service');
  const gates = steps.filter((step) => step.gate?.kind === 'approval' && isBehind(step, verifications));
  const isInPlace = (step: Step): boolean => {
    if (step.kind === 'migrate-back') return isBehind(step, verifications);
    if (step.irreversible === null)
      return after.includes(step.id) && deploys.every((deploy) => behind(deploy).has(step.id));
    return isBehind(step, verifications) && gates.some((gate) => behind(step).has(gate.id));
  };
  const wrong = steps.find((step) => isMigration(step) && !isInPlace(step));
  return wrong === undefined ? null : { code: 'misplaced_migration', environment, step: wrong.title };
}

function isMigration({ kind }: Step): boolean {
  return kind === 'migrate' || kind === 'migrate-back';
}
