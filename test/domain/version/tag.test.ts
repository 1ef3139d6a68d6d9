import { expect, it } from 'vitest';
import { previousRelease, releaseTags, tagOf, versionOfTag } from '#domain/version/tag.ts';
import { Version } from '#domain/version/version.ts';

it.each([
  ['v{version}', '1.5.0', 'v1.5.0'],
  ['{version}', '1.5.0', '1.5.0'],
  ['shop-{version}-release', '1.5.0', 'shop-1.5.0-release'],
])('writes and reads a tag of %s', (pattern, version, tag) => {
  expect(tagOf(pattern, Version.parse(version))).toBe(tag);
  expect(versionOfTag(pattern, tag)).toBe(version);
});

it.each(['v1.5', 'v', '1.5.0', 'vv1.5.0', 'v1.5.0-', 'nightly', 'v01.5.0', '--version'])(
  'takes %s for no release',
  (tag) => {
    expect(versionOfTag('v{version}', tag)).toBeNull();
  },
);

const tags = ['v1.4.2', 'v1.10.0', 'v2.0.0-rc.1', 'v1.9.0', 'nightly', 'v2.0.0-rc.2'].map((name) => ({ name }));

it('orders release tags by precedence, not by letters', () => {
  expect(releaseTags(tags, 'v{version}').map(({ version }) => version)).toEqual([
    '2.0.0-rc.2',
    '2.0.0-rc.1',
    '1.10.0',
    '1.9.0',
    '1.4.2',
  ]);
});

it.each([
  [null, '1.10.0'],
  ['2.0.0', '1.10.0'],
  ['2.0.0-rc.2', '2.0.0-rc.1'],
  ['2.0.0-rc.1', '1.10.0'],
  ['1.9.1', '1.9.0'],
  ['1.4.2', null],
])('finds the release in front of %s', (before, found) => {
  const previous = previousRelease(tags, 'v{version}', before === null ? null : Version.parse(before));
  expect(previous?.version ?? null).toBe(found);
});
