import { describe, expect, it } from 'vitest';
import { broughtByMerge } from '#domain/commits/brought-by-merge.ts';
import { settleReverts } from '#domain/commits/settle-reverts.ts';
import { aCommit, shaOf } from './a-commit.ts';

/** Nodes by name, newest first: `['merge', 'main', 'side']` was made of main and side. */
function nodesOf(...list: readonly (readonly string[])[]) {
  return list.map(([sha = '', ...parents]) => ({ sha, parents }));
}

describe('broughtByMerge', () => {
  it.each<[string, readonly (readonly string[])[], string, string[]]>([
    ['a branch', [['m', 'b', 's2'], ['s2', 's1'], ['s1', 'a'], ['b', 'a'], ['a']], 'm', ['s1', 's2']],
    ['nothing for a commit', [['b', 'a'], ['a']], 'b', []],
    ['both sides of an octopus', [['m', 'a', 's', 't'], ['t', 'a'], ['s', 'a'], ['a']], 'm', ['s', 't']],
    ['what is merged within', [['m', 'a', 'n'], ['n', 's', 't'], ['t', 'a'], ['s', 'a'], ['a']], 'm', ['n', 's', 't']],
    ['for the merge within', [['m', 'a', 'n'], ['n', 's', 't'], ['t', 'a'], ['s', 'a'], ['a']], 'n', ['t']],
    [
      'no more than the older merge left',
      [['n', 'm', 's2'], ['s2', 's1'], ['m', 'a', 's1'], ['s1', 'a'], ['a']],
      'n',
      ['s2'],
    ],
    ['no commit of the main line', [['m', 'b', 's'], ['b', 'a'], ['s', 'b0'], ['b0', 'a'], ['a']], 'm', ['b0', 's']],
    [
      'nothing from outside the range',
      [
        ['m', 'x', 's'],
        ['s', 'y'],
      ],
      'm',
      ['s'],
    ],
    ['what it brought to an older head', [['x', 'a'], ['m', 'a', 's'], ['s', 'a'], ['a']], 'm', ['s']],
    ['nothing without nodes', [], 'm', []],
  ])('gives %s', (_what, list, merge, brought) => {
    expect([...broughtByMerge(nodesOf(...list))(merge)].sort()).toEqual(brought);
  });

  it('gives 200,000 commits of one branch', () => {
    const side = Array.from({ length: 200_000 }, (_, n) => ({ sha: `${n}`, parents: [`${n + 1}`] }));
    expect(broughtByMerge([{ sha: 'm', parents: ['a', '0'] }, { sha: 'a', parents: [] }, ...side])('m')).toHaveLength(
      200_000,
    );
  });
});

describe('the revert of a merge', () => {
  const start = aCommit('feat: start', 1);
  const one = aCommit('feat: one', 2);
  const two = aCommit('wip', 3);
  const merge = aCommit('Merge pull request #4 from mira/cart', 4, 2);
  const after = aCommit('fix: after', 5);
  const revert = aCommit(
    `Revert "Merge"\n\nThis reverts commit ${shaOf(4)}, reversing\nchanges made to ${shaOf(1)}.`,
    6,
  );
  const byNumber = aCommit('Revert "cart" (#6)\n\nReverts shop/web#4', 6);
  const again = aCommit(`Reapply "Merge"\n\nThis reverts commit ${shaOf(6)}.`, 7);
  const nodes = [
    { sha: shaOf(7), parents: [shaOf(6)] },
    { sha: shaOf(6), parents: [shaOf(5)] },
    { sha: shaOf(5), parents: [shaOf(4)] },
    { sha: shaOf(4), parents: [shaOf(1), shaOf(3)] },
    { sha: shaOf(3), parents: [shaOf(2)] },
    { sha: shaOf(2), parents: [shaOf(1)] },
    { sha: shaOf(1), parents: [] },
  ];
  const older = [after, merge, two, one, start];

  it.each([
    ['takes along what the merge brought', [revert, ...older], [after, start]],
    ['takes it along when it names the pull request', [byNumber, ...older], [after, start]],
    ['brings it back when it is reverted itself', [again, revert, ...older], older],
  ])('%s', (_rule, commits, kept) => {
    expect(settleReverts(commits, nodes.slice(-commits.length)).commits).toEqual(kept);
  });

  it('stays where nobody tells what the merge brought', () => {
    expect(settleReverts([revert, ...older]).vanished).toEqual([]);
  });
});
