import { baselineOf } from '#domain/plan/baseline-of.ts';
import { type Stage, stageOf } from '#domain/plan/stage.ts';
import type { Project } from '#domain/project/project.ts';
import type { Release } from '#domain/release/release.ts';
import { hasToUndo, stateOf } from '#domain/release/step-of.ts';
import { wasTouched } from '#domain/release/step-state.ts';
import { pastReturns } from '#domain/rollback-plan/past-returns.ts';
import type { PlaceReturn } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import { returnFromStage, type ServiceReturn } from '#domain/rollback-plan/service-return.ts';
import type { Deployers } from '#ports/deployer.ts';
import { readCapabilities } from '../propose/read-capabilities.ts';

/**
 * How each service of a release in flight would go back, by the rollback plan it was approved with and how far it has come, the last
 * environment first. Throws as a deployer does that cannot be asked what it can do.
 */
export async function returnsInFlight(
  deployers: Deployers,
  project: Project,
  release: Release,
  past: readonly Release[],
): Promise<readonly Pick<PlaceReturn, 'environment' | 'services'>[]> {
  const capabilities = await readCapabilities(deployers, project, release.plan.services);
  const { environments, rollbackSteps, version } = release.plan;
  return environments.toReversed().map((environment) => {
    const steps = rollbackSteps.filter((step) => step.kind === 'deploy' && step.environment === environment);
    const services = steps.flatMap((step): ServiceReturn[] => {
      const { service } = step;
      if (service === null) return [];
      const before = baselineOf(release.plan, environment, service);
      const to = before?.version ?? null;
      const reached = hasToUndo(release, step) ? stageReached(release, environment, service) : null;
      const way = returnFromStage(reached, { to, stages: capabilities.get(service)?.stages ?? [] });
      const from = reached === null ? to : version;
      return [{ service, from, to, ...way, took: pastReturns(past, environment, service) }];
    });
    return { environment, services };
  });
}

/** The last stage of a service that was begun there; null where none was. */
function stageReached(release: Release, environment: string, service: string): Stage | null {
  const last = release.plan.steps.findLast(
    (step) =>
      step.kind === 'deploy' &&
      step.environment === environment &&
      step.service === service &&
      wasTouched(stateOf(release, step.id)),
  );
  return last === undefined ? null : stageOf(last.params);
}
