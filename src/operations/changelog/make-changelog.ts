import type { ChangelogOutcome } from '#domain/changelog/changelog-outcome.ts';
import type { Project } from '#domain/project/project.ts';
import type { ChangelogRequest } from '#domain/requests/changelog-request.ts';
import { ReleaseError } from '#errors.ts';
import type { Clock } from '#ports/clock.ts';
import type { Configuration } from '#ports/configuration.ts';
import type { Forge, Forges } from '#ports/forge.ts';
import type { GitRepositories } from '#ports/git.ts';
import { sourceOf } from './changelog-source.ts';
import { generateChangelog } from './generate-changelog.ts';

export type MakeChangelogPorts = {
  readonly configuration: Pick<Configuration, 'projects'>;
  readonly git: GitRepositories;
  readonly forges: Forges;
  readonly clock: Pick<Clock, 'now'>;
};

/** A changelog, and the file it is to be put into as it stands on the branch (null when there is none, or none was named). */
export type MadeChangelog =
  | (Extract<ChangelogOutcome, { kind: 'made' }> & { readonly existing: string | null })
  | Extract<ChangelogOutcome, { kind: 'refused' }>;

export type MakeChangelog = (request: ChangelogRequest) => Promise<MadeChangelog>;

/** Makes a changelog from the remote's repository as it is now. Changes nothing; a repeat makes the same. */
export function createMakeChangelog(ports: MakeChangelogPorts): MakeChangelog {
  return async (request) => {
    const project = projectNamed(ports.configuration, request.project);
    const { branch } = project.repository;
    const git = ports.git.of(project.repository);
    await git.fetch();
    const sha = await git.branchHead(branch);
    if (sha === null) return { kind: 'refused', refusal: { code: 'branch_unknown', branch } };
    const forge = forgeOf(project, ports.forges);
    const source = sourceOf(project, { git, head: { name: branch, sha }, forge, now: ports.clock.now() });
    const outcome = await generateChangelog(source, request);
    if (outcome.kind === 'refused') return outcome;
    return { ...outcome, existing: request.output === null ? null : await git.readFile(sha, request.output) };
  };
}

/** A project of the configuration. Throws PROJECT_NOT_FOUND when it has gone since the command was read. */
export function projectNamed(configuration: Pick<Configuration, 'projects'>, name: string): Project {
  const project = configuration.projects()[name];
  if (project !== undefined) return project;
  throw new ReleaseError('PROJECT_NOT_FOUND', 'user', `There is no project ${name} in the configuration any more.`);
}

function forgeOf({ repository }: Project, forges: Forges): Pick<Forge, 'pullRequestsOfCommits'> | null {
  return repository.forge === undefined ? null : forges.of(repository.forge);
}
