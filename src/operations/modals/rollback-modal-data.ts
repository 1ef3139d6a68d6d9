import type { RollbackModalData } from '#domain/modal-data.ts';
import type { Project } from '#domain/project/project.ts';
import { runningVersion } from '#domain/project-log/project-record.ts';
import { commonVersions, rollbackTarget } from '#domain/project-log/rollback-target.ts';
import { unitOf } from '#domain/version/release-unit.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { GitRepositories } from '#ports/git.ts';
import type { ProjectLog } from '../project-log.ts';
import type { ReleaseLog } from '../release-log.ts';
import { releaseInFlight } from '../rollback/release-in-flight.ts';
import { takenAway } from '../rollback/taken-away.ts';

export type RollbackChoice = {
  readonly project: string;
  readonly environment: string | null;
  readonly services: readonly string[] | null;
  readonly version: string | null;
};

type Ports = {
  readonly configuration: Configuration;
  readonly git: GitRepositories;
  readonly projects: ProjectLog;
  readonly releases: ReleaseLog;
};

/** What the `/rollback` modal shows for a choice; null when the project does not exist. */
export function createRollbackModalData(ports: Ports) {
  return async (choice: RollbackChoice): Promise<RollbackModalData | null> => {
    const project = ports.configuration.projects()[choice.project];
    if (project === undefined) return null;
    const record = await ports.projects.get(choice.project);
    const environments = project.environments.map((environment) => environment.name);
    const environment = choice.environment ?? environments.at(-1) ?? '';
    const chosen = choice.services ?? Object.keys(project.services);
    const target = rollbackTarget(record, environment, chosen, choice.version);
    const from = target.kind === 'target' ? target.from : null;
    const inFlight = await releaseInFlight(ports.releases, record, environment, chosen);
    return {
      project: choice.project,
      environments,
      environment,
      services: Object.keys(project.services).map((name) => ({
        name,
        version: runningVersion(record, environment, name),
      })),
      chosen,
      targets: commonVersions(record, environment, chosen).filter((version) => version !== from),
      target: target.kind === 'target' ? target.version : null,
      from,
      takenAway:
        target.kind === 'target'
          ? await compared(ports, project, chosen, {
              from: target.from,
              to: target.version,
              certificates: record.certificates,
            })
          : null,
      inFlight: inFlight === null ? null : { version: inFlight.plan.version },
    };
  };
}

async function compared(
  ports: Ports,
  project: Project,
  chosen: readonly string[],
  apart: Parameters<typeof takenAway>[3],
): Promise<RollbackModalData['takenAway']> {
  const git = ports.git.of(project.repository);
  await git.fetch().catch(() => undefined);
  const choice = unitOf(project, chosen);
  return choice.kind === 'unit' ? takenAway(git, project, choice.unit, apart) : null;
}
