import { describe, expect, it } from 'vitest';
import type { VersionFileEntry } from '#domain/version-files/version-file-entry.ts';
import { bumpVersion, readVersion } from '#domain/version-files/version-file-kinds.ts';
import { anyVersions, checkKind, phasedVersions } from '../check-kind.ts';

it.each<[VersionFileEntry, string]>([
  ['README.md', '# ##\n`npm i shop@@@` <!-- x-fairlead-version -->\nold: ##\n'],
  ['install.sh', 'V=v@@ # x-release-please-version\nW="##"\n'],
  [
    'README.md',
    '<!-- x-release-please-start-version -->\nshop v@@\n\n(version "@@")\n<!-- x-release-please-end -->\n##\n',
  ],
  [{ path: 'a.txt', marker: 'THE VERSION' }, 'x ##\nshop-@@ (THE VERSION)\n'],
])('the version on the marked lines of %j is bumped and nothing else: %j', (file, text) => {
  checkKind({ file, text: text.replace('shop@@@', 'shop@ @@'), versions: anyVersions });
});

it.each([
  ['image: shop:{version}', 'image: shop:@@\nimage: other:##\n'],
  ['MARKETING_VERSION = {version};', '\tMARKETING_VERSION = @@;\n\tMARKETING_VERSION = @@;\n\tOTHER = ##;\n'],
  ['shop-{version}.tar.gz', 'shop-@@.tar.gz other-##.tar.gz shop-@@.tar.gz\n'],
  ['{version}', '// nothing\n@@\n'],
  [
    'name="shop"*version="{version}"*/>',
    '<a name="shop" id="1" version="@@" b="##"/><a version="##"/>\n<c version="##"/>\n',
  ],
  ['(.*)+[{version}]$', '(.*)+[@@]$ ##\n'],
])('the version at %j is bumped and nothing else: %j', (pattern, text) => {
  checkKind({ file: { path: 'a.txt', pattern }, text, versions: phasedVersions });
});

it('takes the longest version in front of the words behind it', () => {
  const file = { path: 'a.txt', pattern: 'shop-{version}-linux' };
  expect(readVersion(file, 'shop-1.4.2-rc.1-linux')).toEqual({ kind: 'version', version: '1.4.2-rc.1' });
  expect(readVersion(file, 'shop-1.4.2-linux')).toEqual({ kind: 'version', version: '1.4.2' });
});

describe('refuses', () => {
  it.each<[VersionFileEntry, string, string]>([
    [{ path: 'a', pattern: 'x {version}' }, 'x 1.0\nx v1.0.0\n', 'nothing in it fits "x {version}"'],
    [{ path: 'a', pattern: 'x {version}' }, 'x 1.0.0\nx 2.0.0\n', 'it holds several versions: 1.0.0, 2.0.0'],
    [{ path: 'a', pattern: 'x' }, 'x', 'the pattern "x" does not hold {version} once'],
    [{ path: 'a', marker: 'here' }, 'no', 'no line of it is marked with here'],
    ['a', '1.0 x-fairlead-version\n', 'line 1 is marked and holds no version'],
    ['a', '1.0.0 x-fairlead-version\n2.0.0 x-fairlead-version\n', 'it holds several versions: 1.0.0, 2.0.0'],
    [
      'a',
      'x-release-please-start-version\nnothing\n',
      'no line of it is marked with x-fairlead-version or x-release-please-version',
    ],
  ])('%j %j', (file, text, why) => {
    expect(readVersion(file, text)).toEqual({ kind: 'invalid', why });
  });
});

it('never writes what would be read as something else', () => {
  const file = { path: 'a', pattern: 'shop-{version}-1' };
  expect(bumpVersion(file, 'shop-1.4.2-1-1', null, '1.5.0')).toEqual({ kind: 'bumped', text: 'shop-1.5.0-1' });
});
