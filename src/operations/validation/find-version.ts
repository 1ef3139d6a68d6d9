import type { Json, Sha } from '#domain/ids.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import { releasesOf } from '#domain/project-log/releases-of.ts';
import type { Release } from '#domain/release/release.ts';
import type { VersionFoundBy } from '#domain/validation/validation-outcome.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import { tagOf } from '#domain/version/tag.ts';
import type { Version } from '#domain/version/version.ts';
import type { Git } from '#ports/git.ts';
import { releaseBehind } from '../changelog/release-behind.ts';
import type { ProjectLog } from '../project-log.ts';
import { readRange } from '../propose/read-range.ts';
import type { ReleaseLog } from '../release-log.ts';
import { CommitParams } from '../steps/release-commit.ts';

/** The commit that is, or would be, a version, and what it brings. */
export type FoundVersion = Pick<Plan, 'source' | 'since' | 'previous' | 'commits'> & {
  readonly by: VersionFoundBy;
  readonly migrations: NonNullable<Plan['migrations']>;
  /** How a step comes to the commit its command runs in. */
  readonly checkout: Readonly<Record<string, Json>>;
};

type Logs = { readonly projects: Pick<ProjectLog, 'get'>; readonly releases: Pick<ReleaseLog, 'find'> };

/**
 * Finds a version: by its release that is open or has ended well, else by its tag, else as what the branch holds now. Null where the branch
 * does not exist. The caller has fetched.
 */
export async function findVersion(
  logs: Logs,
  git: Git,
  asked: {
    readonly projectName: string;
    readonly project: Project;
    readonly unit: ReleaseUnit;
    readonly version: Version;
    readonly at: number;
  },
): Promise<FoundVersion | null> {
  const { project, unit, version } = asked;
  const release = await lastRelease(logs, asked.projectName, unit, version);
  if (release !== null) return byRelease(release, asked);
  const tags = await git.tags();
  const tagged = tags.find(({ name }) => name === tagOf(unit.tag, version))?.sha ?? null;
  const source = tagged ?? (await git.branchHead(project.repository.branch));
  if (source === null) return null;
  const patterns = [unit.tag, ...unit.formerTags];
  const before = (
    await Promise.all(patterns.map((pattern) => releaseBehind(git, tags, pattern, source, version)))
  ).find((found) => found !== null);
  const since = before?.sha ?? null;
  const { commits, migrations } = await readRange(git, project, unit, { from: since, to: source });
  const previous = before?.version ?? null;
  return {
    by: tagged === null ? 'branch' : 'tag',
    source,
    since,
    previous,
    commits: [...commits],
    migrations: [...migrations],
    checkout: asItStands(source, previous, asked),
  };
}

async function lastRelease(logs: Logs, project: string, unit: ReleaseUnit, version: Version): Promise<Release | null> {
  const own = releasesOf(await logs.projects.get(project), { version, unit: unit.name });
  const listed = own.findLast(({ closed }) => closed === null || closed.ending === 'released');
  return listed === undefined ? null : logs.releases.find(listed.id);
}

/** The very release commit of a release, which each of its steps can make again. */
function byRelease(
  { plan }: Release,
  asked: { readonly project: Project; readonly version: Version; readonly at: number },
): FoundVersion {
  const commit = plan.steps.find(({ kind }) => kind === 'commit-release')?.params;
  const isWhole = CommitParams.safeParse(commit).success;
  const { source, since, previous, commits, migrations = [] } = plan;
  const checkout = commit !== undefined && isWhole ? commit : asItStands(source, previous, asked);
  return { by: 'release', source, since, previous, commits, migrations, checkout };
}

/** The commit as it is: neither version files nor a changelog are written over it. */
function asItStands(
  source: Sha,
  previous: string | null,
  { project, version, at }: { readonly project: Project; readonly version: Version; readonly at: number },
): Readonly<Record<string, Json>> {
  const { url } = project.repository;
  return { url, source, version, previous, versionFiles: [], changelogPath: null, changelog: '', at };
}
