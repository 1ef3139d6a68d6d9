import { StepId } from '../ids.ts';
import { ancestorsOf } from './check-steps.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import type { Step } from './step.ts';

/**
 * Holds a release to its way through the environments: nothing is deployed in one before every service is verified with all of its traffic in
 * the one before. That verification is the ticket. Gives the first environment that would be entered without it, or null.
 */
export function checkPromotion(
  steps: readonly Step[],
  environments: readonly string[],
  services: readonly string[],
): PlanRefusal | null {
  const ancestors = ancestorsOf(steps);
  for (const [index, environment] of environments.entries()) {
    const before = environments[index - 1];
    if (before === undefined) continue;
    const tickets = services.map((service) => verificationOf(before, service));
    const isMissing = tickets.some((ticket) => !steps.some((step) => step.id === ticket));
    const deploys = steps.filter((step) => step.kind === 'deploy' && step.environment === environment);
    const isEntered = deploys.some(({ id }) => tickets.some((ticket) => ancestors.get(id)?.has(ticket) !== true));
    if (deploys.length > 0 && (isMissing || isEntered)) return { code: 'production_without_validation', environment };
  }
  return null;
}

/** The verification of a service with all of the traffic of an environment, by the id that every strategy gives it. */
export function verificationOf(environment: string, service: string): StepId {
  return StepId.parse(`${environment}/verify/${service}`);
}
