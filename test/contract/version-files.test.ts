import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bumpVersion, versionFileKinds, versionPlaceKinds } from '#domain/version-files/version-file-kinds.ts';

const page = readFileSync('docs/version-files.md', 'utf8');

it('docs/version-files.md lists every kind of version file, what is changed in it and what is not', () => {
  const rows = page.split('\n').filter((line) => /^\| `/.test(line));
  const expected = [...versionFileKinds, ...versionPlaceKinds].map(
    ({ changes, keeps, name }) => `| \`${name}\` | ${changes} | ${keeps} |`,
  );
  expect(rows).toEqual(expected);
});

it('docs/version-files.md says how each ecosystem spells a version', () => {
  const rows = page.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    return /^\| \d/.test(line) ? [cells.slice(1, -1)] : [];
  });
  expect(rows.length).toBeGreaterThan(5);
  expect(rows).toEqual(rows.map(([version = '']) => [version, ...spellings(version)]));
});

function spellings(version: string): readonly string[] {
  const plist = '<plist><dict><key>CFBundleShortVersionString</key><string>0.0.1</string></dict></plist>';
  const files: readonly (readonly [Parameters<typeof bumpVersion>[0], string, RegExp])[] = [
    ['a.py', '__version__ = "0.0.1"', /"(.*)"/],
    ['version.rb', 'VERSION = "0.0.1"', /"(.*)"/],
    ['Info.plist', plist, /<string>(.*)<\/string>/],
    [{ path: 'a.yaml', yamlPath: 'image' }, 'image: shop:0.0.1', /shop:(.*)/],
  ];
  return files.map(([file, text, written]) => {
    const outcome = bumpVersion(file, text, null, version);
    return outcome.kind === 'bumped' ? (written.exec(outcome.text)?.[1] ?? '') : 'refused';
  });
}
