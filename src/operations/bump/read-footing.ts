import type { Sha } from '#domain/ids.ts';
import type { Project } from '#domain/project/project.ts';
import type { VersionBumpRequest } from '#domain/requests/version-bump-request.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import { releaseTags } from '#domain/version/tag.ts';
import type { GitReader } from '#ports/git.ts';
import { type History, lastReleaseOnBranch, readUnitHistory } from '../propose/history.ts';

/** What the next version is reckoned from. */
export type Footing = Pick<History, 'head' | 'previous' | 'existing' | 'commits'>;

type Reader = Pick<GitReader, 'branchHead' | 'tags' | 'tagsBehind' | 'isAncestor' | 'commits' | 'notes'>;

/** Reads tags, and commits only where they decide: for the version they suggest. Null when there is no such branch. */
export async function readFooting(
  git: Reader,
  at: {
    readonly project: Project;
    readonly unit: ReleaseUnit;
    readonly version: VersionBumpRequest['version'];
    readonly head: Sha | null;
  },
): Promise<Footing | null> {
  const { project, unit, version } = at;
  if ('bump' in version && version.bump === 'suggested') return readUnitHistory(git, project, unit, at.head);
  const head = at.head ?? (await git.branchHead(project.repository.branch));
  if (head === null) return null;
  const existing = releaseTags(await git.tags(), unit.tag).map((tag) => tag.version);
  return { head, previous: await lastReleaseOnBranch(git, unit, head), existing, commits: [] };
}
