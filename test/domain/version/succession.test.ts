import { describe, expect, it } from 'vitest';
import { bumpBetween, nextVersion } from '#domain/version/bump.ts';
import { checkAgainstCommits } from '#domain/version/check-against-commits.ts';
import { checkSuccession } from '#domain/version/check-succession.ts';
import { suggestBump } from '#domain/version/suggest-bump.ts';
import { Version } from '#domain/version/version.ts';
import { aCommit } from '../commits/a-commit.ts';

const v = (text: string) => Version.parse(text);
const maybe = (text: string | null) => (text === null ? null : v(text));

describe('checkSuccession', () => {
  it.each([
    ['1.4.3', '1.4.2', [], { kind: 'ok' }],
    ['1.5.0', '1.4.2', ['1.4.2'], { kind: 'ok' }],
    ['2.0.0', '1.4.2', [], { kind: 'ok' }],
    ['2.0.0-rc.1', '1.4.2', [], { kind: 'ok' }],
    ['2.0.0', '2.0.0-rc.1', [], { kind: 'ok' }],
    ['7.0.0', null, [], { kind: 'ok' }],
    ['1.6.0', '1.4.2', [], { kind: 'skips', nearest: '1.5.0' }],
    ['1.4.5', '1.4.2', [], { kind: 'skips', nearest: '1.4.3' }],
    ['3.0.0', '1.4.2', [], { kind: 'skips', nearest: '2.0.0' }],
    ['1.5.1', '1.4.2', [], { kind: 'skips', nearest: '1.5.0' }],
    ['1.4.2', '1.4.2', [], { kind: 'refused', code: 'not_greater', than: '1.4.2', nearest: '1.4.3' }],
    ['1.3.9', '1.4.2', [], { kind: 'refused', code: 'not_greater', than: '1.4.2', nearest: '1.4.3' }],
    ['1.4.2+again', '1.4.2', [], { kind: 'refused', code: 'not_greater', than: '1.4.2', nearest: '1.4.3' }],
    ['2.0.0-beta.1', '1.4.2', ['2.0.0-alpha.9', '3.0.0-rc.1'], { kind: 'ok' }],
    [
      '2.0.0-beta.1',
      '1.4.2',
      ['2.0.0-beta.2', '2.0.0-rc.0'],
      { kind: 'refused', code: 'not_greater', than: '2.0.0-rc.0', nearest: '2.0.0-rc.1' },
    ],
    ['2.0.0', '1.4.2', ['2.0.0-rc.0'], { kind: 'ok' }],
    ['1.4.2', '1.4.2', ['1.4.2', '1.4.3'], { kind: 'refused', code: 'tag_exists', nearest: '1.4.4' }],
    ['1.5.0', '1.4.2', ['1.5.0'], { kind: 'refused', code: 'tag_exists', nearest: '1.4.3' }],
    ['1.5.0', null, ['1.5.0'], { kind: 'refused', code: 'tag_exists', nearest: '1.5.1' }],
  ])('answers %s after %s with %j tagged', (version, current, existing, verdict) => {
    const request = { version: v(version), current: maybe(current), existing: existing.map(v) };
    expect(checkSuccession(request)).toEqual(verdict);
  });
});

describe('nextVersion', () => {
  it.each([
    ['1.4.2', 'major', '2.0.0'],
    ['1.4.2', 'minor', '1.5.0'],
    ['1.4.2', 'patch', '1.4.3'],
    ['2.0.0-rc.1', 'major', '2.0.0'],
    [null, 'minor', '0.1.0'],
  ] as const)('of %s by %s is %s', (current, bump, next) => {
    expect(nextVersion(maybe(current), bump)).toBe(next);
  });
});

describe('bumpBetween', () => {
  it.each([
    ['1.4.2', '2.0.0', 'major'],
    ['1.4.2', '1.5.0', 'minor'],
    ['1.4.2', '1.4.3', 'patch'],
    ['2.0.0-rc.1', '2.0.0', 'major'],
    ['1.5.0-rc.1', '1.5.0', 'minor'],
    ['1.5.1-rc.1', '1.5.1', 'patch'],
  ])('%s to %s is %s', (from, to, bump) => {
    expect(bumpBetween(v(from), v(to))).toBe(bump);
  });
});

const breaking = aCommit('feat(api)!: drop v1', 1);
const feature = aCommit('feat: cart', 2);
const fix = aCommit('fix: door', 3);

describe('suggestBump', () => {
  it.each([
    [[fix, feature, breaking], '1.4.2', { bump: 'major', because: [breaking] }],
    [[fix, feature, breaking], '0.4.2', { bump: 'minor', because: [breaking] }],
    [[fix, feature], '1.4.2', { bump: 'minor', because: [feature] }],
    [[fix], '1.4.2', { bump: 'patch', because: [fix] }],
    [[fix, breaking], null, { bump: 'minor', because: [breaking] }],
    [[], '1.4.2', null],
  ])('case %#', (commits, current, suggestion) => {
    expect(suggestBump(commits, maybe(current))).toEqual(suggestion);
  });
});

describe('checkAgainstCommits', () => {
  it.each([
    ['1.5.0', '1.4.2', { kind: 'breaking_in_minor', commits: [breaking], nearest: '2.0.0' }],
    ['1.4.3', '1.4.2', { kind: 'breaking_in_minor', commits: [breaking], nearest: '2.0.0' }],
    ['2.0.0', '1.4.2', { kind: 'ok' }],
    ['2.0.0-rc.1', '1.4.2', { kind: 'ok' }],
    ['2.0.0', '2.0.0-rc.1', { kind: 'ok' }],
    ['0.5.0', '0.4.2', { kind: 'ok' }],
    ['0.4.3', '0.4.2', { kind: 'breaking_in_minor', commits: [breaking], nearest: '0.5.0' }],
    ['0.1.0', null, { kind: 'ok' }],
  ])('of a breaking change in %s after %s', (version, previous, verdict) => {
    expect(checkAgainstCommits(v(version), maybe(previous), [fix, breaking])).toEqual(verdict);
  });

  it('warns of a feature in a patch', () => {
    expect(checkAgainstCommits(v('1.4.3'), v('1.4.2'), [fix, feature])).toEqual({
      kind: 'feature_in_patch',
      commits: [feature],
      nearest: '1.5.0',
    });
  });
});
