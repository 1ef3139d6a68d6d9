import type { ReleaseModalData } from '#domain/modal-data.ts';
import { strategies } from '#domain/strategies/index.ts';
import { nextVersion } from '#domain/version/bump.ts';
import { suggestBump } from '#domain/version/suggest-bump.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { GitRepositories } from '#ports/git.ts';
import { plannedCommit, readHistory } from '../propose/history.ts';

/** Reads the repository for the `/release` modal; null when the project or its branch does not exist. */
export function createReleaseModalData(ports: {
  readonly configuration: Configuration;
  readonly git: GitRepositories;
}) {
  return async (name: string): Promise<ReleaseModalData | null> => {
    const projects = ports.configuration.projects();
    const project = projects[name];
    if (project === undefined) return null;
    const git = ports.git.of(project.repository);
    await git.fetch();
    const history = await readHistory(git, project.repository.branch, project.tag);
    if (history === null) return null;
    const current = history.previous?.version ?? null;
    const suggestion = suggestBump(history.commits, current);
    return {
      project: name,
      projects: Object.keys(projects),
      current,
      suggested: suggestion === null ? null : nextVersion(current, suggestion.bump),
      bump: suggestion?.bump ?? null,
      because: (suggestion?.because ?? []).map(plannedCommit),
      commits: history.commits.map(plannedCommit),
      services: Object.keys(project.services),
      environments: project.environments.map((environment) => environment.name),
      strategies: Object.values(strategies).map(({ name: strategy, summary }) => ({ name: strategy, summary })),
    };
  };
}
