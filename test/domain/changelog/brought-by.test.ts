import { describe, expect, it } from 'vitest';
import { broughtBy } from '#domain/changelog/brought-by.ts';
import { changelogEntries } from '#domain/changelog/changelog-entries.ts';
import { missingPullRequests, pullRequestsOfCommits } from '#domain/changelog/missing-pull-requests.ts';
import { aCommit } from '../commits/a-commit.ts';

/** `m#12: a b` is a merge by pull request #12 of b into a. */
function history(...lines: readonly string[]) {
  return lines.map((line) => {
    const [name = '', behind = ''] = line.split(': ');
    const [sha = '', number] = name.split('#');
    return { sha, parents: behind.split(' ').filter(Boolean), pullRequest: number === undefined ? null : `#${number}` };
  });
}

describe('broughtBy', () => {
  it.each([
    ['a merged branch', history('m#12: b y', 'y: x', 'x: a', 'b: a', 'a'), { x: '#12', y: '#12' }],
    [
      'a branch that had merged the line into itself',
      history('m#12: b y', 'y: x b', 'x: a', 'b: a', 'a'),
      { y: '#12', x: '#12' },
    ],
    ['a branch merged twice', history('n#13: m z', 'z: y', 'm#12: a y', 'y: a', 'a'), { y: '#12', z: '#13' }],
    [
      'a pull request within a pull request',
      history('m#12: a k', 'k#11: x y', 'y: a', 'x: a', 'a'),
      { k: '#12', x: '#12', y: '#11' },
    ],
    ['a merge without a pull request', history('m: a x', 'x: a', 'a'), {}],
    [
      'what an earlier merge without one had brought',
      history('n#13: m y', 'y: x', 'm: a x', 'x: a', 'a'),
      { y: '#13' },
    ],
    ['an octopus', history('m#12: a x y', 'y: a', 'x: a', 'a'), { x: '#12', y: '#12' }],
    ['a range that ends within a branch', history('m#12: a y', 'y: x'), { y: '#12' }],
    ['a line without merges', history('b: a', 'a'), {}],
  ])('finds the pull request of %s', (_what, nodes, expected) => {
    expect(Object.fromEntries(broughtBy(nodes, nodes[0]?.sha ?? ''))).toEqual(expected);
  });

  it('takes time linear in the commits', () => {
    const count = 50_000;
    const line = Array.from({ length: count }, (_, n) => [
      { sha: `m${n}`, parents: [`m${n + 1}`, `b${n}`], pullRequest: `#${n}` },
      { sha: `b${n}`, parents: [`m${n + 1}`], pullRequest: null },
    ]).flat();
    expect(broughtBy(line, 'm0').size).toBe(count);
  });
});

describe('missingPullRequests', () => {
  const none = () => null;
  it('names those that no entry has, refers to or comes from', () => {
    const commits = [
      aCommit('feat: a (#1)', 1),
      aCommit('chore: b (#2)', 2),
      aCommit('fix: c, after #3', 3),
      aCommit('docs: d (#3)', 4),
      aCommit('ci: e (#4) [skip changelog]\n\nSee merge request !4', 5),
      aCommit('fix: f\n\nRefs: #5', 6),
      aCommit('test: g (#5)', 7),
    ];
    const known = pullRequestsOfCommits(commits, none, none);
    const missing = missingPullRequests(known, changelogEntries(commits));
    expect(missing.map(({ reference, title }) => `${reference} ${title}`)).toEqual(['#2 chore: b']);
  });

  it('takes an entry for one of its commits as telling of a pull request', () => {
    const commits = [aCommit('feat: a', 1), aCommit('chore: b', 2)];
    const inRange = [{ reference: '#7', title: 'Both', url: null, shas: commits.map(({ sha }) => sha) }];
    expect(missingPullRequests(inRange, changelogEntries(commits))).toEqual([]);
    expect(missingPullRequests(inRange, changelogEntries(commits.slice(1)))).toEqual(inRange);
  });
});
