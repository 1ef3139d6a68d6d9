import type { Project } from '#domain/project/project.ts';
import type { DeployerCapabilities, Deployers } from '#ports/deployer.ts';

/** What the deployer of each service can do; a service that is not configured is left out. Throws as a deployer does that cannot be asked. */
export async function readCapabilities(
  deployers: Deployers,
  project: Pick<Project, 'services'>,
  services: readonly string[],
): Promise<ReadonlyMap<string, DeployerCapabilities>> {
  const capabilities = new Map<string, DeployerCapabilities>();
  for (const service of services) {
    const config = project.services[service];
    if (config !== undefined) capabilities.set(service, await deployers.of(config.deployer).capabilities());
  }
  return capabilities;
}
