import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { noBoundary } from '#operations/steps/boundary.ts';
import { runSource } from '#test/support/run-source.ts';
import { crashBoundary } from '../../../bin/compose/crash-boundary.ts';

it('never stops a process where no folder of crash points is named', () => {
  expect(crashBoundary({})).toBe(noBoundary);
});

it('passes a boundary that is not armed and dies at the one that is, once', { timeout: 30_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-points-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'rollback_api.after-effect'), '');
  const source = `
    import { crashBoundary } from './bin/compose/crash-boundary.ts';
    const boundary = crashBoundary({ FAIRLEAD_CRASH_POINTS: ${JSON.stringify(folder)} });
    boundary('before-effect', { id: 'rollback/api', kind: 'deploy' })
      .then(() => boundary('after-effect', { id: 'rollback/api', kind: 'deploy' }))
      .then(() => process.exit(7));
  `;
  const end = async () => {
    const child = await runSource(source);
    return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  };
  await expect(end()).resolves.toBe('SIGKILL');
  await expect(readdir(folder)).resolves.toEqual([]);
  await expect(end()).resolves.toBe(7);
});
