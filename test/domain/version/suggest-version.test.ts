import { describe, expect, it } from 'vitest';
import { parseCommitCounts } from '#domain/version/commit-counts.ts';
import { type InitialDevelopment, usualInitialDevelopment } from '#domain/version/commit-rule.ts';
import { suggestVersion } from '#domain/version/suggest-version.ts';
import { Version } from '#domain/version/version.ts';
import { aCommit } from '../commits/a-commit.ts';

const v = (text: string) => Version.parse(text);
const breaking = aCommit('feat(api)!: drop v1', 1);
const feature = aCommit('feat: cart', 2);
const fix = aCommit('fix: door', 3);
const docs = aCommit('docs: say why', 4);

function suggest(messages: Parameters<typeof suggestVersion>[0]['commits'], current: string | null, more = {}) {
  const at = current === null ? null : v(current);
  return suggestVersion({ commits: messages, current: at, existing: [], initial: usualInitialDevelopment, ...more });
}

describe('suggestVersion', () => {
  it('names every commit that decides with its rule, and counts the rest', () => {
    expect(suggest([fix, feature, docs, fix, feature], '1.4.2')).toEqual({
      current: '1.4.2',
      next: '1.5.0',
      bump: 'minor',
      deciding: [
        { commit: feature, rule: 'feature' },
        { commit: feature, rule: 'feature' },
      ],
      rest: { fix: 2, other: 1 },
      ignored: [],
    });
  });

  it.each<readonly [InitialDevelopment, string, string]>([
    [{ breaking: 'minor', feature: 'minor' }, '0.5.0', '0.5.0'],
    [{ breaking: 'minor', feature: 'patch' }, '0.5.0', '0.4.3'],
    [{ breaking: 'major', feature: 'minor' }, '1.0.0', '0.5.0'],
    [{ breaking: 'patch', feature: 'patch' }, '0.4.3', '0.4.3'],
  ])('before 1.0.0 follows %j', (initial, ofBreaking, ofFeature) => {
    expect(suggest([breaking, fix], '0.4.2', { initial })?.next).toBe(ofBreaking);
    expect(suggest([feature, fix], '0.4.2', { initial })?.next).toBe(ofFeature);
  });

  it('takes the version of the newest Release-As footer', () => {
    const asks = aCommit('chore: get ready\n\nRelease-As: 2.0.0', 5);
    const asked = aCommit('chore: earlier\n\nRelease-As: 3.0.0', 6);
    expect(suggest([fix, asks, asked], '1.4.2')).toMatchObject({
      next: '2.0.0',
      bump: 'major',
      deciding: [{ commit: asks, rule: 'release_as' }],
      rest: { fix: 1, other: 1 },
    });
  });

  it.each([
    ['1.4.0', 'not_greater'],
    ['v2.0', 'malformed'],
    ['2.0.0', 'tag_exists'],
  ])('says of Release-As: %s that it does not count, being %s', (typed, why) => {
    const asks = aCommit(`fix: x\n\nRelease-As: ${typed}`, 5);
    const suggestion = suggest([asks], '1.4.2', { existing: [v('2.0.0')] });
    expect(suggestion).toMatchObject({ next: '1.4.3', ignored: [{ commit: asks, typed, why }] });
  });

  it('suggests nothing without commits', () => {
    expect(suggest([], '1.4.2')).toBeNull();
  });
});

describe('parseCommitCounts', () => {
  it.each([
    [
      '12 feat, 3 BREAKING CHANGE',
      [
        ['feat', 12],
        ['breaking', 3],
      ],
    ],
    ['3 feat!', [['breaking', 3]]],
    [
      '1 Feature and 2 bugfixes; 4 docs',
      [
        ['feat', 1],
        ['fix', 2],
        ['docs', 4],
      ],
    ],
    ['12x feat + 3 feats', [['feat', 15]]],
    ['0 feat, 1 fix', [['fix', 1]]],
  ])('reads %s', (text, counts) => {
    expect(parseCommitCounts(text)).toEqual({
      kind: 'counts',
      counts: counts.map(([type, count]) => ({ type, count })),
    });
  });

  it.each([
    ['12 feats, 3 brekaing', '3 brekaing', '3 breaking'],
    ['feat', 'feat', '1 feat'],
    ['12 zebras', '12 zebras', null],
    ['', '', null],
    ['0 feat', '0 feat', null],
    ['-3 feat', '-3 feat', null],
  ])('refuses %s', (text, part, nearest) => {
    expect(parseCommitCounts(text)).toEqual({ kind: 'refused', part, nearest });
  });
});
