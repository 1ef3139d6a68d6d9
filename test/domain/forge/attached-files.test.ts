import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attachedNames } from '#domain/forge/attached-names.ts';
import { checksumText } from '#domain/forge/checksum-text.ts';
import { aFolder } from '#test/adapters/git/a-remote.ts';
import { sha256 } from '#test/support/forges/asset-content.ts';

it('names files by the last part of their path', () => {
  expect(attachedNames(['dist/shop-1.5.0+build.7_x64.tgz', 'SBOM.json'])).toEqual({
    kind: 'named',
    names: ['shop-1.5.0+build.7_x64.tgz', 'SBOM.json'],
  });
});

it.each([
  ['a blank', ['dist/my shop.tgz'], /name of dist\/my shop\.tgz is not one every forge takes/],
  ['a leading dot, which GitHub takes away', ['dist/.shop'], /dist\/\.shop/],
  ['a trailing dot', ['dist/shop.'], /dist\/shop\./],
  ['letters of other scripts', ['dist/\u5e97.tgz'], /Use letters, digits/],
  ['a right-to-left mark', ['dist/a\u202etgz.exe'], /Use letters, digits/],
  ['the name of the checksums', ['dist/SHA256SUMS'], /Leave it out of assets/],
  ['the same name twice', ['a/shop.tgz', 'b/shop.tgz'], /a\/shop\.tgz and b\/shop\.tgz have the same name/],
])('refuses %s', (_what, paths, why) => {
  expect(attachedNames(paths)).toEqual({ kind: 'refused', why: expect.stringMatching(why) });
});

it('writes checksums that sha256sum reads', () => {
  const folder = aFolder();
  const files = ['b.txt', 'a.txt'].map((name) => {
    writeFileSync(join(folder, name), name);
    return { name, sha256: sha256(name) };
  });
  writeFileSync(join(folder, 'SHA256SUMS'), checksumText(files));
  const said = execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  expect(said).toBe('a.txt: OK\nb.txt: OK\n');
});
