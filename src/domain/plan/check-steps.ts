import type { StepId } from '../ids.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import type { Step } from './step.ts';

/**
 * Holds a strategy's steps to the rules no strategy may break: every deployment is verified, services follow what they need, and an
 * environment's services never move all at once. Gives the first broken rule, or null.
 */
export function checkSteps(
  steps: readonly Step[],
  environment: string,
  strategy: string,
  needsOf: (service: string) => readonly string[],
): PlanRefusal | null {
  const deploys = steps.filter((step) => step.kind === 'deploy' && step.environment === environment);
  const ancestors = ancestorsOf(steps);
  for (const deploy of deploys) {
    const service = deploy.service ?? '';
    const isVerified = steps.some((step) => step.kind === 'verify-service' && step.needs.includes(deploy.id));
    if (!isVerified) return { code: 'unverified_deploy', environment, service };
    for (const need of needsOf(service)) {
      const verify = steps.find(
        (step) => step.kind === 'verify-service' && step.environment === environment && step.service === need,
      );
      if (verify !== undefined && ancestors.get(deploy.id)?.has(verify.id) !== true) {
        return { code: 'dependency_circle', services: [service, need] };
      }
    }
  }
  const first = deploys.filter((deploy) => !deploys.some((other) => ancestors.get(deploy.id)?.has(other.id) === true));
  return deploys.length > 1 && first.length === deploys.length ? { code: 'all_at_once', environment, strategy } : null;
}

/** All the steps that must have succeeded before each step, however far back. */
export function ancestorsOf(steps: readonly Step[]): ReadonlyMap<StepId, ReadonlySet<StepId>> {
  const found = new Map<StepId, Set<StepId>>();
  for (const step of steps) {
    const all = new Set<StepId>();
    for (const need of step.needs) {
      all.add(need);
      for (const further of found.get(need) ?? []) all.add(further);
    }
    found.set(step.id, all);
  }
  return found;
}
