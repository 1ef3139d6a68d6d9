import type { PlanFacts } from '../plan/plan-facts.ts';
import { recommend } from './recommend.ts';
import type { PlannedOtherwise } from './recommendation.ts';

/** The services of a plan that go to the last environment in another way than their application recommends. Only a release has the choice. */
export function plannedOtherwise(
  { intent, project, services, risk, stagesOf }: PlanFacts,
  strategyOf: (service: string) => string,
): readonly PlannedOtherwise[] {
  if (intent !== 'release') return [];
  return services.flatMap((service) => {
    const application = project.services[service]?.application ?? project.application;
    if (application === undefined) return [];
    const recommended = recommend(application, risk?.level ?? null, stagesOf?.(service) ?? []);
    const planned = strategyOf(service);
    // Without a pause between services or with one: no deployer is needed for either.
    const isSame =
      planned === recommended.strategy || (planned === 'immediate' && recommended.strategy === 'sequential');
    return isSame ? [] : [{ service, planned, recommended }];
  });
}
