import type { Plan } from '../plan/plan.ts';
import type { Certificate } from './certificate.ts';
import { routeOf } from './route.ts';

/** What of a plan a certificate is compared with. */
export type Covered = Pick<Plan, 'version' | 'unit' | 'source' | 'environments' | 'steps'>;

/** The newest certificate that covers a plan: the same commit under the same version, by the same way into an environment of it. Null without one. */
export function certificateFor(certificates: readonly Certificate[], plan: Covered): Certificate | null {
  const ofVersion = certificates.filter(
    ({ version, unit, source }) => version === plan.version && unit === plan.unit && source === plan.source,
  );
  const covering = ofVersion.filter(
    ({ environment, route }) => plan.environments.includes(environment) && routeOf(plan.steps, environment) === route,
  );
  return covering.reduce<Certificate | null>(
    (newest, one) => (newest === null || one.at > newest.at ? one : newest),
    null,
  );
}
