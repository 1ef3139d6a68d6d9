import { baselineOf } from './baseline-of.ts';
import type { PlanFacts } from './plan-facts.ts';

/** How many instances a service has in an environment: as its deployer told when it was proposed, else as configured; null where neither is. */
export function instancesOf(facts: PlanFacts, environment: string, service: string): number | null {
  const told = baselineOf(facts, environment, service)?.instances;
  if (told !== undefined) return told;
  const configured = facts.project.services[service]?.instances ?? {};
  if (typeof configured === 'number') return configured;
  return Object.hasOwn(configured, environment) ? (configured[environment] ?? null) : null;
}
