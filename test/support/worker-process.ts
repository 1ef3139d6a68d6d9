import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { CommandRunRequest } from './command-run-request.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Makes `start-run.ts` a program of its own in `folder` (Node 20 runs no TypeScript) and gives a function that starts it as a process.
 * The runner inside finds its supervisor where the sources are.
 */
export async function buildWorker(folder: string): Promise<(request: CommandRunRequest) => ChildProcess> {
  const outfile = join(folder, 'start-run.mjs');
  const runner = pathToFileURL(join(root, 'src/adapters/command-runner/command-runner.ts')).href;
  await build({
    entryPoints: [join(root, 'test/support/start-run.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['fairlead-source'],
    define: { 'import.meta.url': JSON.stringify(runner) },
    outfile,
    logLevel: 'error',
  });
  return (request) =>
    spawn(process.execPath, [outfile, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Waits for a process to end and gives what it printed. */
export function outputOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    child.once('close', () => resolve(output));
  });
}
