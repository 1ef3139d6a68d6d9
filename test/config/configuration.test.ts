import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createConfiguration } from '#config/configuration.ts';
import { known, sampleWith, sampleYaml } from './sample.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-config-'));
  path = join(folder, 'fairlead.yml');
  await writeFile(path, sampleYaml);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('throws at the start when the file has a mistake', async () => {
  await writeFile(path, 'version: 2\n');
  expect(() => createConfiguration(path, known)).toThrow('The configuration has 2 mistakes:');
});

it('throws at the start when there is no file', () => {
  expect(() => createConfiguration(join(folder, 'other.yml'), known)).toThrow('cannot be read');
});

it('follows the file', async () => {
  const configuration = createConfiguration(path, known);
  const before = configuration.digestOf('shop');
  await writeFile(path, sampleWith('count: 2', 'count: 1'));
  expect(configuration.project('shop')?.environments[1]?.approvals[0]?.count).toBe(1);
  expect(configuration.digestOf('shop')).not.toBe(before);
});

it('keeps what it read until the file changes', () => {
  const configuration = createConfiguration(path, known);
  expect(configuration.current()).toBe(configuration.current());
});

it('keeps the last good file while the new one has a mistake, tells of it once, and recovers', async () => {
  const told: (string | null)[] = [];
  const configuration = createConfiguration(path, {
    ...known,
    onProblem: (problem) => told.push(problem === null ? null : problem.code),
  });
  const good = configuration.current();
  await writeFile(path, sampleWith('count: 2', 'count: none'));
  expect(configuration.current()).toBe(good);
  expect(configuration.current()).toBe(good);
  expect(configuration.problem()?.message).toContain('expected a number, found the text "none"');
  await writeFile(path, sampleWith('count: 2', 'count: 1'));
  expect(configuration.problem()).toBeNull();
  expect(told).toEqual(['CONFIG_INVALID', null]);
});

it('keeps the last good file when the file disappears', async () => {
  const configuration = createConfiguration(path, known);
  await rm(path);
  expect(configuration.current().version).toBe(1);
  expect(configuration.problem()).toMatchObject({ code: 'CONFIG_NOT_FOUND' });
});

it.each([
  [
    'the order of keys',
    sampleYaml
      .replace('    channel: C0RELEASES\n', '')
      .replace('    repository:', '    channel: C0RELEASES\n    repository:'),
  ],
  ['a default that is written out', sampleWith('branch: main', 'branch: main\n    tag: v{version}')],
  ['a comment', `# ours\n${sampleYaml}`],
  ['who holds a role', sampleWith('U0MIRA, U0JONAS', 'U0MIRA')],
])('gives the same digest whatever %s', async (_what, text) => {
  const configuration = createConfiguration(path, known);
  const before = configuration.digestOf('shop');
  await writeFile(path, text);
  expect(configuration.digestOf('shop')).toBe(before);
});

it('refuses to give the digest of a project that is not configured', () => {
  const configuration = createConfiguration(path, known);
  expect(() => configuration.digestOf('toString')).toThrow('There is no project "toString" in the configuration.');
  expect(configuration.project('toString')).toBeNull();
});
