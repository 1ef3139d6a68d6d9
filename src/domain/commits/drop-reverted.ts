import type { CommitNode } from './brought-by-merge.ts';
import type { Commit } from './commit.ts';
import { settleReverts } from './settle-reverts.ts';

/** The commits left when each commit reverted within the range is gone together with its revert; see `settleReverts`. */
export function dropReverted(commits: readonly Commit[], nodes: readonly CommitNode[] = []): readonly Commit[] {
  return settleReverts(commits, nodes).commits;
}
