import type { Commit } from '#domain/commits/commit.ts';
import { dropReverted } from '#domain/commits/drop-reverted.ts';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import type { Sha } from '#domain/ids.ts';
import type { PlannedCommit } from '#domain/plan/plan.ts';
import { previousRelease, releaseTags } from '#domain/version/tag.ts';
import type { Version } from '#domain/version/version.ts';
import type { GitReader, TagRecord } from '#ports/git.ts';

/** What the repository says about the next release of a branch. */
export type History = {
  readonly head: Sha;
  /** The release before: its version and the commit of its tag. */
  readonly previous: { readonly version: Version; readonly sha: Sha } | null;
  readonly existing: readonly Version[];
  /** Newest first, a commit and its revert already dropped. */
  readonly commits: readonly Commit[];
};

/** Reads a repository as it stands: a mirror, which the caller has fetched, or a folder; null when the branch does not exist. `head` overrides the branch's own. */
export async function readHistory(
  git: Pick<GitReader, 'branchHead' | 'tags' | 'isAncestor' | 'commits'>,
  branch: string,
  tagPattern: string,
  head: Sha | null = null,
): Promise<History | null> {
  const tip = head ?? (await git.branchHead(branch));
  if (tip === null) return null;
  const tags = await git.tags();
  const previous = await previousOnBranch(git, tags, tagPattern, tip);
  const commits: Commit[] = [];
  for await (const record of git.commits({ from: previous?.sha ?? null, to: tip })) commits.push(parseCommit(record));
  return {
    head: tip,
    previous,
    existing: releaseTags(tags, tagPattern).map((tag) => tag.version),
    commits: dropReverted(commits),
  };
}

/** The highest released version whose tag the branch contains: a tag on another branch is not behind this one. */
export async function previousOnBranch(
  git: Pick<GitReader, 'isAncestor'>,
  tags: readonly TagRecord[],
  pattern: string,
  tip: Sha,
): Promise<{ version: Version; sha: Sha } | null> {
  let left = tags;
  for (;;) {
    const found = previousRelease(left, pattern);
    if (found === null) return null;
    if (await git.isAncestor(found.tag.sha, tip)) return { version: found.version, sha: found.tag.sha };
    left = left.filter((tag) => tag !== found.tag);
  }
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
