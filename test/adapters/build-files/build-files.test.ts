import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createBuildFiles } from '#adapters/build-files/create-build-files.ts';
import { aFolder } from '#test/adapters/git/a-remote.ts';
import { sha256 } from '#test/support/forges/asset-content.ts';

const build = createBuildFiles();

/** A folder with these files, each of which holds its own path. */
function aCheckout(...paths: readonly string[]): string {
  const folder = aFolder();
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  return folder;
}

async function pathsOf(folder: string, ...patterns: readonly string[]): Promise<readonly string[] | string> {
  const found = await build.find(folder, patterns);
  return found.kind === 'found' ? found.files.map(({ path }) => path) : `${found.kind} ${found.pattern}`;
}

it('finds files with their size, digest and content, each once, in the order of their paths', async () => {
  const folder = aCheckout('dist/b.tgz', 'dist/a.tgz', 'dist/a.map', 'a.tgz');
  const found = await build.find(folder, ['dist/*.tgz', 'dist/a.*']);
  if (found.kind !== 'found') throw new Error(found.kind);
  expect(found.files.map(({ name, path }) => [name, path])).toEqual([
    ['a.map', 'dist/a.map'],
    ['a.tgz', 'dist/a.tgz'],
    ['b.tgz', 'dist/b.tgz'],
  ]);
  expect(found.files[1]).toMatchObject({ size: 10, sha256: sha256('dist/a.tgz') });
  expect(await (await found.files[1]?.open())?.text()).toBe('dist/a.tgz');
});

it.each([
  ['a plain path', ['dist/a.tgz'], ['dist/a.tgz']],
  ['a file at the top', ['*.txt'], ['top.txt']],
  ['any depth', ['**/*.tgz'], ['dist/a.tgz', 'packages/x/out/x.tgz']],
  ['a folder between', ['packages/*/out/*.tgz'], ['packages/x/out/x.tgz']],
  ['nothing of another depth', ['packages/*.tgz'], 'nothing packages/*.tgz'],
  ['the first pattern without a file', ['dist/*', 'no/*'], 'nothing no/*'],
])('matches %s', async (_what, patterns, paths) => {
  const folder = aCheckout('dist/a.tgz', 'top.txt', 'packages/x/out/x.tgz', '.git/config.txt', '.git/a.tgz');
  expect(await pathsOf(folder, ...patterns)).toEqual(paths);
});

it('follows no link, neither to a file nor through a folder', async () => {
  const outside = aCheckout('secret.tgz');
  const folder = aCheckout('dist/a.tgz');
  symlinkSync(join(outside, 'secret.tgz'), join(folder, 'dist/linked.tgz'));
  symlinkSync(outside, join(folder, 'linked'));
  expect(await pathsOf(folder, '**/*.tgz')).toEqual(['dist/a.tgz']);
  expect(await pathsOf(folder, 'linked/*.tgz')).toBe('nothing linked/*.tgz');
  expect(await pathsOf(folder, 'linked/secret.tgz')).toBe('nothing linked/secret.tgz');
  expect(await pathsOf(folder, 'dist/linked.tgz')).toBe('nothing dist/linked.tgz');
});

it('refuses more than a hundred files', async () => {
  const folder = aCheckout(...Array.from({ length: 101 }, (_, at) => `dist/${at}.bin`));
  expect(await build.find(folder, ['dist/*'])).toEqual({ kind: 'too-many', pattern: 'dist/*', limit: 100 });
  expect(await pathsOf(folder, 'dist/1*.bin')).toHaveLength(12);
});
