import { gitVersion } from '#adapters/git/git-version.ts';
import type { EnvironmentVariables } from '#config/environment-variables.ts';
import type { FairleadFile } from '#config/fairlead-file.ts';
import type { Project } from '#domain/project/project.ts';
import { ReleaseError } from '#errors.ts';
import type { Check } from '#operations/doctor/check.ts';
import { checkDeployer } from '#operations/doctor/check-deployer.ts';
import { checkForge } from '#operations/doctor/check-forge.ts';
import { checkGitProgram } from '#operations/doctor/check-git-program.ts';
import { checkHealth } from '#operations/doctor/check-health.ts';
import { checkMonitor } from '#operations/doctor/check-monitor.ts';
import { checkRepository } from '#operations/doctor/check-repository.ts';
import { composeOutside, type Outside, type OutsideBase } from '../compose/outside.ts';

/** The git program, and for each project its repository, forge, deployers, monitors and health addresses. */
export function projectChecks(
  base: Omit<OutsideBase, 'scratch'>,
  file: FairleadFile | null,
): readonly (readonly Check[])[] {
  const outside = composedOnce(base);
  const projects = Object.entries(file?.projects ?? {});
  return [
    [checkGitProgram(gitVersion)],
    ...projects.flatMap(([name, project]) => [
      checkRepository(() => outside().git.of(project.repository), name, project),
      ...forgeChecks(outside, name, project, base.environment),
      ...deployerChecks(outside, name, project),
      ...monitorChecks(outside, name, project),
      ...healthChecks(outside, name, project),
    ]),
  ];
}

const refuse = (): Promise<never> => Promise.reject(new Error('The doctor deploys nothing, so it keeps nothing.'));
const noScratch = { get: refuse, set: refuse, claim: refuse, delete: refuse };

/** Composing makes folders in the data directory, so it waits for the first check that needs it. */
function composedOnce(base: Omit<OutsideBase, 'scratch'>): () => Outside {
  let outside: Outside | undefined;
  return () => {
    try {
      outside ??= composeOutside({ ...base, scratch: noScratch });
    } catch (cause) {
      const message = 'The data directory cannot be used. See its own line above.';
      throw new ReleaseError('ENVIRONMENT_INVALID', 'fatal', message, { cause });
    }
    return outside;
  };
}

function forgeChecks(outside: () => Outside, name: string, project: Project, environment: EnvironmentVariables) {
  const { forge } = project.repository;
  if (forge === undefined) return [];
  const hasToken = environment[forge.kind].token !== undefined;
  return [[checkForge(() => outside().forges.of(forge), name, forge.kind, hasToken)]];
}

function deployerChecks(outside: () => Outside, name: string, project: Project) {
  return Object.entries(project.services).map(([service, { deployer }]) => [
    checkDeployer(() => outside().deployers.of(deployer), `${name}/${service}`),
  ]);
}

function monitorChecks(outside: () => Outside, name: string, project: Project) {
  return Object.entries(project.monitors).map(([monitor, config]) => [
    checkMonitor(() => outside().monitors.of(config), `${name}/${monitor}`),
  ]);
}

function healthChecks(outside: () => Outside, name: string, project: Project) {
  return project.environments.flatMap(({ name: environment }) =>
    Object.entries(project.services).flatMap(([service, { deployer, health }]) => {
      if (health === undefined) return [];
      const ports = {
        health: { check: (request: Parameters<Outside['health']['check']>[0]) => outside().health.check(request) },
        deployer: () => outside().deployers.of(deployer),
      };
      return [[checkHealth(ports, { project: name, environment, service }, health)]];
    }),
  );
}
