import type { ReleaseModalData } from '#domain/modal-data.ts';
import { strategies } from '#domain/strategies/index.ts';
import { releaseUnits } from '#domain/version/release-unit.ts';
import { suggestVersion } from '#domain/version/suggest-version.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Deployers } from '#ports/deployer.ts';
import type { Forges } from '#ports/forge.ts';
import type { GitRepositories } from '#ports/git.ts';
import { overridesByForge } from '../changelog/ask-forge.ts';
import { plannedCommit, readUnitHistory } from '../propose/history.ts';
import { recommendedFor } from './recommended-for.ts';

/** Reads the repository for the `/release` modal, for what the services are versioned with or else the first; null when the project or its branch does not exist. */
export function createReleaseModalData(ports: {
  readonly configuration: Configuration;
  readonly git: GitRepositories;
  /** Read for corrections in pull requests; without it only git notes count. */
  readonly forges?: Forges;
  /** Asked what they can do, for the recommendation; without them none is made. */
  readonly deployers?: Deployers;
}) {
  return async (name: string, services: readonly string[] | null): Promise<ReleaseModalData | null> => {
    const projects = ports.configuration.projects();
    const project = projects[name];
    if (project === undefined) return null;
    const git = ports.git.of(project.repository);
    await git.fetch();
    const units = releaseUnits(project);
    const unit = units.find((one) => one.services.some((service) => services?.includes(service))) ?? units[0];
    const findOverrides = overridesByForge(project, ports.forges);
    const history = unit === undefined ? null : await readUnitHistory(git, project, unit, null, { findOverrides });
    if (unit === undefined || history === null) return null;
    const current = history.previous?.version ?? null;
    const { commits, existing } = history;
    const initial = project.versioning.initialDevelopment;
    const suggestion = suggestVersion({ commits, current, existing, initial });
    const { deployers } = ports;
    const recommended = deployers === undefined ? [] : await recommendedFor(deployers, project, unit.services);
    return {
      project: name,
      ...(recommended.length === 0 ? {} : { recommended }),
      projects: Object.keys(projects),
      units: units.flatMap(({ name, services: [service] }) =>
        name === null || service === undefined ? [] : [{ name, service }],
      ),
      unit: unit.name,
      current,
      suggested: suggestion?.next ?? null,
      bump: suggestion?.bump ?? null,
      because: (suggestion?.deciding ?? []).map(({ commit }) => plannedCommit(commit)),
      commits: commits.map(plannedCommit),
      services: unit.services,
      environments: project.environments.map((environment) => environment.name),
      strategies: Object.values(strategies).map(({ name: strategy, summary }) => ({ name: strategy, summary })),
    };
  };
}
