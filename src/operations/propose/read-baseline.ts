import type { Baseline } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import { type ProjectRecord, runningVersion } from '#domain/project-log/project-record.ts';
import { ReleaseError } from '#errors.ts';
import type { DeployerCapabilities, Deployers } from '#ports/deployer.ts';
import { readCapabilities } from './read-capabilities.ts';

export type Footing = {
  readonly baseline: readonly Baseline[];
  readonly capabilities: ReadonlyMap<string, DeployerCapabilities>;
  /** The version on the idle side of a service, by `environment/service`; nothing where there is none or no sides. */
  readonly idle: ReadonlyMap<string, string>;
};

/**
 * What runs where, asked of the deployers; where one cannot tell or nothing takes requests, the project's log answers. This is where a rollback leads back to, so a
 * deployer that cannot be reached is an error and never a guess.
 */
export async function readBaseline(
  deployers: Deployers,
  project: Project,
  record: ProjectRecord,
  services: readonly string[],
  environments: readonly string[],
): Promise<Footing> {
  const idle = new Map<string, string>();
  const baseline: Baseline[] = [];
  for (const service of services) {
    const config = project.services[service];
    if (config === undefined) continue;
    const deployer = deployers.of(config.deployer);
    for (const environment of environments) {
      const seen = await deployer.observe({ service, environment });
      // A service that is down shows no version; what ran last is where the way back leads, not to its removal.
      const told = seen.kind === 'running' ? seen.version : null;
      const version = told ?? runningVersion(record, environment, service);
      const instances = seen.kind === 'running' && seen.instances !== undefined ? { instances: seen.instances } : {};
      baseline.push({ environment, service, version, ...instances });
      if (seen.kind === 'running' && seen.idle != null) idle.set(`${environment}/${service}`, seen.idle);
    }
  }
  return { baseline, capabilities: await readCapabilities(deployers, project, services), idle };
}

/** The outcome for a person when a deployer could not be asked. */
export function unreachable(error: unknown): string | null {
  return error instanceof ReleaseError && (error.code === 'DEPLOYER_UNAVAILABLE' || error.code === 'DEPLOYER_FAILED')
    ? error.message
    : null;
}
