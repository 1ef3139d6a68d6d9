import type { Project } from '#domain/project/project.ts';
import { recommend } from '#domain/recommendation/recommend.ts';
import type { Recommendation } from '#domain/recommendation/recommendation.ts';
import type { Deployers } from '#ports/deployer.ts';

/**
 * The strategy that fits each service whose application is configured. The risk of the release counts once it is planned; a deployer that
 * cannot be asked is taken for one that can do nothing special.
 */
export async function recommendedFor(
  deployers: Deployers,
  project: Project,
  services: readonly string[],
): Promise<readonly { readonly service: string; readonly recommendation: Recommendation }[]> {
  const found = services.map(async (service) => {
    const config = project.services[service];
    const application = config?.application ?? project.application;
    if (config === undefined || application === undefined) return [];
    const stages = await stagesOf(deployers, config.deployer);
    return [{ service, recommendation: recommend(application, null, stages) }];
  });
  return (await Promise.all(found)).flat();
}

async function stagesOf(deployers: Deployers, config: Parameters<Deployers['of']>[0]) {
  try {
    return (await deployers.of(config).capabilities()).stages ?? [];
  } catch {
    return [];
  }
}
