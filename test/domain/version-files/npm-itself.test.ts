import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { bumpFiles, targetsOf } from './bump-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-npm-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const member = (name: string, more: Readonly<Record<string, unknown>> = {}) =>
  `${JSON.stringify({ name, version: '1.4.0', ...more }, null, 2)}\n`;
const texts = {
  'package.json': member('shop', { private: true, workspaces: ['packages/*'] }),
  'packages/api/package.json': member('@shop/api'),
  'packages/web/package.json': member('web', { dependencies: { '@shop/api': '^1.4.0' } }),
  'packages/cli/package.json': member('cli', {
    dependencies: { '@shop/api': '~1.4.0', web: '1.4.0' },
    peerDependencies: { '@shop/api': '^1.4.0' },
  }),
};

/** What npm itself writes into the lock file of these packages, given the one that stands there. */
function lockOf(files: Readonly<Record<string, string>>, lockfileVersion: string): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const args = ['install', '--package-lock-only', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', [...args, '--lockfile-version', lockfileVersion], { cwd: folder, stdio: 'pipe' });
  return readFileSync(join(folder, 'package-lock.json'), 'utf8');
}

it.each([
  ['2', '1.5.0'],
  ['3', '2.0.0-rc.1'],
])('npm finds nothing to change in a bumped workspace (lockfileVersion %s, to %s)', (lockfileVersion, to) => {
  const before = { ...texts, 'package-lock.json': lockOf(texts, lockfileVersion) };
  const { changes } = bumpFiles(before, targetsOf(Object.keys(texts), to));
  expect(Object.keys(changes).sort()).toEqual(Object.keys(before).sort());
  expect(lockOf({ ...before, ...changes }, lockfileVersion)).toBe(changes['package-lock.json']);
});
