import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

const source = /\.(ts|tsx|mjs|cjs)$/;

async function longerThan(limit: number, paths: readonly string[]): Promise<readonly string[]> {
  const lengths = await Promise.all(
    paths.map(async (path) => ({ path, lines: (await readFile(path, 'utf8')).split('\n').length - 1 })),
  );
  return lengths.filter(({ lines }) => lines > limit).map(({ path, lines }) => `${path}: ${lines} lines`);
}

it('keeps every source file under 300 lines: a longer one is two', async () => {
  const paths = await trackedFiles(['bin', 'handlers', 'jobs', 'templates', 'src', 'sandbox', 'bench'], source);
  expect(paths.length).toBeGreaterThan(100);
  expect(await longerThan(300, paths)).toEqual([]);
});

it('keeps every test file under 400 lines: split it by behaviour', async () => {
  const paths = await trackedFiles(['test'], source);
  expect(paths.length).toBeGreaterThan(30);
  expect(await longerThan(400, paths)).toEqual([]);
});

it('names files in kebab-case, and none after nothing in particular', async () => {
  const paths = await trackedFiles(['bin', 'handlers', 'jobs', 'templates', 'src', 'sandbox', 'bench', 'test'], source);
  const names = paths.map((path) => ({ path, name: path.split('/').at(-1)?.split('.')[0] ?? '' }));
  const vague = /^(utils?|helpers?|misc|common|manager|service)$/;
  expect(names.filter(({ name }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || vague.test(name))).toEqual([]);
});
