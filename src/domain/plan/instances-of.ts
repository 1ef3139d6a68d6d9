import type { PlanFacts } from './plan-facts.ts';

/** How many instances a service has in an environment: as its deployer told when it was proposed, else as configured; null where neither is. */
export function instancesOf({ baseline, project }: PlanFacts, environment: string, service: string): number | null {
  const told = baseline.find((one) => one.environment === environment && one.service === service)?.instances;
  if (told !== undefined) return told;
  const configured = project.services[service]?.instances ?? {};
  if (typeof configured === 'number') return configured;
  return Object.hasOwn(configured, environment) ? (configured[environment] ?? null) : null;
}
