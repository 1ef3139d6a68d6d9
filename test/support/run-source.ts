import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

/** Bundles a TypeScript text, whose imports are relative to the repository, and runs it in a Node process of its own. */
export async function runSource(source: string, args: readonly string[] = []): Promise<ChildProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-run-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'program.cjs');
  await build({
    stdin: { contents: source, loader: 'ts', resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    conditions: ['fairlead-source'],
    outfile,
    logLevel: 'silent',
  });
  return spawn(process.execPath, [outfile, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}
