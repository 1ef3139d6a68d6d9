import type { Commit } from './commit.ts';

/**
 * Leaves out each commit that is reverted within the range, together with its revert; a revert of a revert brings the commit back. Takes
 * and gives commits newest first. The revert of a merge stays, since the commits it undoes are told one by one.
 */
export function dropReverted(commits: readonly Commit[]): readonly Commit[] {
  const gone = new Set<string>();
  for (const commit of commits) {
    if (gone.has(commit.sha) || commit.revertOf.length === 0) continue;
    const targets = commit.revertOf.map((sha) => commits.find((other) => other.sha.startsWith(sha)) ?? null);
    const undone = targets.flatMap((target) => (target === null || target.isMerge ? [] : [target]));
    for (const target of undone) gone.add(target.sha);
    if (undone.length === targets.length) gone.add(commit.sha);
  }
  return commits.filter((commit) => !gone.has(commit.sha));
}
