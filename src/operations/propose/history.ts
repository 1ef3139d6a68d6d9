import type { Commit } from '#domain/commits/commit.ts';
import { servicesOfCommit } from '#domain/commits/services-of-commit.ts';
import type { ServicePlaces } from '#domain/commits/services-of-paths.ts';
import type { Sha } from '#domain/ids.ts';
import type { PlannedCommit } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import { compareVersions } from '#domain/version/compare-versions.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import { releaseTags } from '#domain/version/tag.ts';
import type { Version } from '#domain/version/version.ts';
import type { GitReader, TagRecord } from '#ports/git.ts';
import { type FindOverrides, readCommits } from '../changelog/read-commits.ts';
import { releaseBehind } from '../changelog/release-behind.ts';

/** What the repository says about the next release of a branch. */
export type History = {
  readonly head: Sha;
  /** The release before: its version and the commit of its tag. */
  readonly previous: { readonly version: Version; readonly sha: Sha; readonly tag: string } | null;
  readonly existing: readonly Version[];
  /** Newest first, corrections applied, a commit and its revert already dropped. */
  readonly commits: readonly Commit[];
  /** Commits of the range that are about other services, or about none; 0 where the version is one for all. */
  readonly elsewhere: number;
  /** How many commits are gone as reverts and what they revert. */
  readonly reverted: number;
  /** The pull request whose merge brought a commit, where the commit does not say. */
  readonly pullRequestOf: (commit: Commit) => string | null;
  /** The services a commit is about, where the history was read with them. */
  readonly servicesOf: (commit: Commit) => readonly string[];
};

/** What is read besides the messages of commits and their notes. */
export type UnitHistoryOptions = {
  readonly withServices?: boolean;
  /** Corrections from somewhere else than git notes. */
  readonly findOverrides?: FindOverrides | null;
  /** A commit whose tags are no release before: that of the version itself, where it is tagged already. */
  readonly except?: Sha | null;
};

type Reader = Pick<GitReader, 'branchHead' | 'tags' | 'tagsBehind' | 'isAncestor' | 'commits' | 'notes'>;

/**
 * The history of what has a version of its own: the tags of the unit (until there are such, those of former times) and the commits about its
 * services. Which services each commit is about is read for units, and for a whole project with `withServices`.
 */
export function readUnitHistory(
  git: Reader,
  project: Project,
  unit: ReleaseUnit,
  head: Sha | null = null,
  { withServices = false, findOverrides = null, except = null }: UnitHistoryOptions = {},
): Promise<History | null> {
  const { branch } = project.repository;
  const isWhole = unit.name === null;
  const part = { formerTags: unit.formerTags, services: project.services, only: isWhole ? null : unit.services };
  return readHistory(git, branch, unit.tag, head, isWhole && !withServices ? null : part, { findOverrides, except });
}

/** Tells whether a commit is about a unit, by the paths it touches or else by its scope. */
export type IsOurs = (commit: Commit, paths: readonly string[]) => boolean;

/** The commits that count for a unit; null where all do, and paths need not be asked for. */
export function oursIn(project: Project, unit: ReleaseUnit | null): IsOurs | null {
  if (unit === null || unit.name === null) return null;
  return (commit, paths) =>
    servicesOfCommit(commit, paths, project.services).some((service) => unit.services.includes(service));
}

type HistoryPart = {
  readonly formerTags: readonly string[];
  readonly services: ServicePlaces;
  /** Services whose commits count; null counts all. */
  readonly only: readonly string[] | null;
};

/**
 * Reads a repository as it stands: a mirror, which the caller has fetched, or a folder; null when the branch does not exist. `head` overrides the
 * branch's own. A part counts only the commits that are its own.
 */
export async function readHistory(
  git: Reader,
  branch: string,
  tagPattern: string,
  head: Sha | null = null,
  part: HistoryPart | null = null,
  { findOverrides = null, except = null }: Pick<UnitHistoryOptions, 'findOverrides' | 'except'> = {},
): Promise<History | null> {
  const tip = head ?? (await git.branchHead(branch));
  if (tip === null) return null;
  const tags = await git.tags();
  const previous = await firstOnBranch(git, tags, [tagPattern, ...(part?.formerTags ?? [])], tip, except);
  const range = { from: previous?.sha ?? null, to: tip };
  const read = await readCommits(git, range, { services: part?.services ?? {}, findOverrides });
  const only = part?.only ?? null;
  const isOurs = (commit: Commit) => only === null || read.servicesOf(commit).some((service) => only.includes(service));
  const commits = read.commits.filter(isOurs);
  return {
    head: tip,
    previous,
    existing: releaseTags(tags, tagPattern).map((tag) => tag.version),
    commits,
    elsewhere: read.commits.length - commits.length,
    reverted: read.reverted,
    pullRequestOf: read.pullRequestOf,
    servicesOf: read.servicesOf,
  };
}

/** The release of a unit that the branch contains, or null before the first: by its own tags, else by those of former times. */
export async function lastReleaseOnBranch(
  git: Pick<GitReader, 'isAncestor' | 'tags' | 'tagsBehind'>,
  unit: ReleaseUnit,
  tip: Sha,
): Promise<History['previous']> {
  return firstOnBranch(git, await git.tags(), [unit.tag, ...unit.formerTags], tip);
}

async function firstOnBranch(
  git: Pick<GitReader, 'isAncestor' | 'tagsBehind'>,
  tags: readonly TagRecord[],
  patterns: readonly string[],
  tip: Sha,
  except: Sha | null = null,
): Promise<History['previous']> {
  for (const pattern of patterns) {
    // A tag on another branch is not behind this one.
    const found = await releaseBehind(git, tags, pattern, tip, null, except);
    if (found !== null) return found;
  }
  return null;
}

/** The highest pre-release of the unit that the branch contains, where it is newer than the last release; else that one. */
export async function newestOnBranch(
  git: Pick<GitReader, 'isAncestor' | 'tags'>,
  unit: ReleaseUnit,
  { head, previous }: History,
): Promise<Version | null> {
  const last = previous?.version ?? null;
  for (const { tag, version } of releaseTags(await git.tags(), unit.tag)) {
    if (last !== null && compareVersions(version, last) <= 0) break;
    if (await git.isAncestor(tag.sha, head)) return version;
  }
  return last;
}

/** A commit as the plan carries it. */
export function plannedCommit(commit: Commit): PlannedCommit {
  return {
    sha: commit.sha,
    type: commit.type,
    subject: commit.subject,
    author: commit.authors[0]?.name ?? 'unknown',
    breaking: commit.breaking !== null,
  };
}

/** Lower-case mail addresses of everybody who wrote in the range. */
export function authorsOf(commits: readonly Commit[]): readonly string[] {
  return [...new Set(commits.flatMap((commit) => commit.authors.map((author) => author.email.toLowerCase())))].sort();
}
