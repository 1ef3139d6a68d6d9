import type { VersionRequest } from '#domain/requests/version-request.ts';
import type { VersionOutcome } from '#domain/version/version-outcome.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Forges } from '#ports/forge.ts';
import type { GitRepositories } from '#ports/git.ts';
import { overridesByForge } from '../changelog/ask-forge.ts';
import { semanticVersion } from './semantic-version.ts';

export type SemanticVersion = (request: VersionRequest) => Promise<VersionOutcome>;

/** `/semantic-version` on the remote's repository as it is now. Changes nothing; a repeat answers by what is there then. */
export function createSemanticVersion(ports: {
  readonly configuration: Pick<Configuration, 'projects'>;
  readonly git: GitRepositories;
  /** Read for corrections in pull requests; without it only git notes count. */
  readonly forges?: Forges;
}): SemanticVersion {
  return async (request) => {
    const projects = ports.configuration.projects();
    const { project: name } = request;
    const project = projects[name];
    if (project === undefined)
      return { kind: 'refused', refusal: { code: 'unknown_project', project: name, known: Object.keys(projects) } };
    const open = async () => {
      const git = ports.git.of(project.repository);
      await git.fetch();
      const findOverrides = overridesByForge(project, ports.forges);
      return { git, head: null, findOverrides, branch: project.repository.branch };
    };
    return semanticVersion(request, { name, project, open });
  };
}
