import { expect, it } from 'vitest';
import type { Commit } from '#domain/commits/commit.ts';
import { settleReverts } from '#domain/commits/settle-reverts.ts';
import { aCommit, shaOf } from './a-commit.ts';

const feature = aCommit('feat: cart', 1);
const revert = aCommit(`Revert "feat: cart"\n\nThis reverts commit ${shaOf(1)}.`, 2);
const again = aCommit(`Revert "Revert"\n\nThis reverts commit ${shaOf(2)}.`, 3);
const merge = aCommit("Merge branch 'cart'", 4, 2);
const unmerge = aCommit(
  `Revert "Merge"\n\nThis reverts commit ${shaOf(4)}, reversing\nchanges made to ${shaOf(9)}.`,
  5,
);
const half = aCommit(`revert: two\n\nRefs: ${shaOf(1)}, 99999999`, 6);
const short = aCommit(`revert: cart\n\nRefs: ${shaOf(1).slice(0, 9)}`, 7);

it.each<[string, Commit[], Commit[]]>([
  ['drops a commit with its revert', [revert, feature], []],
  ['drops a commit with a revert that abbreviates its sha', [short, feature], []],
  ['brings a commit back when its revert is reverted', [again, revert, feature], [feature]],
  ['keeps a revert of what an earlier release holds', [revert], [revert]],
  [
    'keeps the revert of a merge where nobody tells what it brought',
    [unmerge, merge, feature],
    [unmerge, merge, feature],
  ],
  ['keeps a revert that undoes something else besides', [half, feature], [half]],
  ['keeps what nobody reverts', [feature], [feature]],
])('%s', (_rule, commits, kept) => {
  expect(settleReverts(commits).commits).toEqual(kept);
});
