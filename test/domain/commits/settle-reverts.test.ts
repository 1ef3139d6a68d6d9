import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Commit } from '#domain/commits/commit.ts';
import { settleReverts } from '#domain/commits/settle-reverts.ts';
import { aCommit, shaOf } from './a-commit.ts';

const squash = aCommit('feat: cart (#12)', 1);
const byRequest = aCommit('Revert "feat: cart (#12)" (#15)\n\nReverts shop/web#12', 2);
const back = aCommit('Revert "Revert "feat: cart (#12)" (#15)" (#17)\n\nReverts shop/web#15', 3);
const titled = aCommit('fix(api): close the door', 4);
const byTitle = aCommit('Revert "fix(api): close the door"', 5);
const byConvention = aCommit('revert: fix(api): close the door', 6);
const reapply = aCommit('Reapply "fix(api): close the door"', 7);
const vague = aCommit('revert: the door', 8);
const landedAgain = aCommit('fix(api): close the door', 9);
const selfish = aCommit(`fix: a\n\nThis reverts commit ${shaOf(10)}`, 10);
const mutual = [11, 12].map((n) => aCommit(`fix: ${n}\n\nThis reverts commit ${shaOf(23 - n)}`, n));

it.each<[string, Commit[], Commit[], number]>([
  ['takes out a pull request and the one that reverts it', [byRequest, squash], [], 2],
  ['brings a pull request back when its revert is reverted', [back, byRequest, squash], [squash], 2],
  ['finds what is reverted by its quoted title', [byTitle, titled], [], 2],
  ['finds what is reverted by the header a conventional revert repeats', [byConvention, titled], [], 2],
  ['brings a title back when it is reapplied', [reapply, byTitle, titled], [titled], 2],
  ['leaves what landed again after the revert', [landedAgain, byTitle, titled], [landedAgain], 2],
  ['keeps a revert of a title the range holds only afterwards', [landedAgain, byTitle], [landedAgain, byTitle], 0],
  ['takes out one commit of several with a title', [byTitle, landedAgain, titled], [titled], 2],
  ['takes out as many commits as there are reverts', [byTitle, byConvention, landedAgain, titled], [], 4],
  ['keeps a revert that names nothing', [vague, titled], [vague, titled], 0],
  ['keeps a commit that claims to revert itself', [selfish], [selfish], 0],
  ['ends where two commits claim to revert each other', mutual, [], 2],
])('%s', (_rule, commits, kept, vanished) => {
  const settled = settleReverts(commits);
  expect(settled.commits).toEqual(kept);
  expect(settled.vanished).toHaveLength(vanished);
});

it('takes every change of a corrected commit out with it', () => {
  const changes = [aCommit('feat: cart', 1), aCommit('fix: basket', 1)];
  const revert = aCommit(`Revert "feat: cart"\n\nThis reverts commit ${shaOf(1)}.`, 2);
  expect(settleReverts([revert, ...changes]).commits).toEqual([]);
});

/** What a reader would do with two lists and much patience. */
function patiently(commits: readonly Commit[]): readonly Commit[] {
  const gone = new Set<string>();
  for (const commit of commits) {
    const target = commits.find(({ sha }) => sha === commit.revertOf[0]);
    if (gone.has(commit.sha) || target === undefined) continue;
    gone.add(commit.sha).add(target.sha);
  }
  return commits.filter(({ sha }) => !gone.has(sha));
}

it('agrees with looking through the whole range for each revert', () => {
  const plan = fc.array(fc.option(fc.nat(60), { freq: 2 }), { maxLength: 60 });
  fc.assert(
    fc.property(plan, (targets) => {
      const oldestFirst = targets.map((target, n) =>
        aCommit(
          target === null || target >= n ? `feat: ${n}` : `Revert "x"\n\nThis reverts commit ${shaOf(target)}.`,
          n,
        ),
      );
      const commits = oldestFirst.reverse();
      const settled = settleReverts(commits);
      expect(settled.commits).toEqual(patiently(commits));
      expect(settled.commits.length + settled.vanished.length).toBe(commits.length);
      expect(settleReverts(settled.commits).vanished.length).toBe(0);
    }),
  );
});

it('settles 20,000 reverts of 20,000 commits with one title within the time of a test', () => {
  const reverts = Array.from({ length: 20_000 }, (_, n) => ({ ...byTitle, sha: shaOf(100_000 + n) }));
  const fixes = Array.from({ length: 20_000 }, (_, n) => ({ ...titled, sha: shaOf(200_000 + n) }));
  expect(settleReverts([...reverts, ...fixes]).vanished).toHaveLength(40_000);
});
