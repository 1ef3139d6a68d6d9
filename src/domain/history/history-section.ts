import { broughtBy, type HistoryNode } from '../changelog/brought-by.ts';
import type { CommitNode } from '../commits/brought-by-merge.ts';
import type { Commit } from '../commits/commit.ts';
import { newestFirst, type OrderedCommit } from './newest-first.ts';
import type { PlacedRelease } from './release-order.ts';

/** A commit of a section: its place in history, and what it tells; a corrected one may tell several changes. */
export type SectionCommit = OrderedCommit & { readonly changes: readonly Commit[] };

/** The commits that came out with one release, or with none yet. */
export type HistorySection = {
  /** Null for what is not released. */
  readonly release: PlacedRelease | null;
  /** What the commits tell, newest first, children before parents. */
  readonly changes: readonly Commit[];
  /** The pull request whose merge brought a commit, by sha, where merges say so. */
  readonly brought: ReadonlyMap<string, string>;
  /** The commits and their parents, newest first, where something is reverted: the revert of a merge takes along what that brought. */
  readonly nodes: readonly CommitNode[];
};

const nothing: ReadonlyMap<string, string> = new Map();

/** Makes a section of its commits, in whatever order they come. `tip` is the commit of the release, or of the head. */
export function historySection(
  release: PlacedRelease | null,
  commits: readonly SectionCommit[],
  tip: string,
): HistorySection {
  const sorted = newestFirst(commits);
  const changes = sorted.flatMap((commit) => commit.changes);
  const brought = changes.some(isNamedMerge) ? broughtBy(sorted.map(nodeOf), tip) : nothing;
  return { release, changes, brought, nodes: changes.some(({ isRevert }) => isRevert) ? sorted : [] };
}

function isNamedMerge({ isMerge, pullRequest }: Commit): boolean {
  return isMerge && pullRequest !== null;
}

function nodeOf({ sha, parents, changes: [first] }: SectionCommit): HistoryNode {
  return { sha, parents, pullRequest: first !== undefined && isNamedMerge(first) ? first.pullRequest : null };
}
