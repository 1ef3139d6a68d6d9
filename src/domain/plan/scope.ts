import type { Environment } from '../project/environment.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import { partsOf } from './settle-parts.ts';

export type Scope =
  | { readonly kind: 'scope'; readonly environments: readonly Environment[] }
  | { readonly kind: 'refused'; readonly refusal: PlanRefusal };

/**
 * The environments of a plan in their configured order. Refuses unknown names, and for a release an environment whose predecessor is
 * left out: what was not validated before production does not go there. A release of nothing is refused as well, and one to nowhere
 * that was to deploy.
 */
export function scopeOf(
  facts: Pick<PlanFacts, 'project' | 'services' | 'environments' | 'intent' | 'settings' | 'tagged'>,
): Scope {
  const configured = facts.project.environments;
  const names = configured.map((environment) => environment.name);
  const known = Object.keys(facts.project.services);
  if (facts.services.length === 0) return { kind: 'refused', refusal: { code: 'unknown_service', service: '', known } };
  if (facts.environments.length === 0 && partsOf(facts).includes('deploy'))
    return { kind: 'refused', refusal: { code: 'unknown_environment', environment: '', known: names } };
  for (const service of facts.services) {
    if (!known.includes(service)) return { kind: 'refused', refusal: { code: 'unknown_service', service, known } };
  }
  for (const environment of facts.environments) {
    if (!names.includes(environment))
      return { kind: 'refused', refusal: { code: 'unknown_environment', environment, known: names } };
  }
  const environments = configured.filter((environment) => facts.environments.includes(environment.name));
  if (facts.intent === 'release') {
    const skipped = environments.find((environment, index) => names[index] !== environment.name);
    if (skipped !== undefined)
      return { kind: 'refused', refusal: { code: 'production_without_validation', environment: skipped.name } };
  }
  return { kind: 'scope', environments };
}
