import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readEnvironment } from '#config/environment-variables.ts';
import { runProcesses } from './run-processes.ts';
import { sandboxOptions } from './sandbox-options.ts';
import { untilTold } from './until-told.ts';

const Ready = z.object({ ready: z.record(z.string(), z.string()) });

/**
 * `fairlead start`: app and worker in one process. Without a Slack token the sandbox is started beside them, with `sandboxArguments`
 * (see `sandboxOptions`), and ended with them; its folder is removed.
 */
export async function start(sandboxArguments: readonly string[], say: (line: string) => void): Promise<void> {
  if (readEnvironment(process.env).slack !== null) return runProcesses(['app', 'worker'], say);
  sandboxOptions(sandboxArguments);
  say(
    'No Slack token is set, so Fairlead starts in its sandbox: a Slack workspace in the browser and a shop to release. Nothing of it is kept.',
  );
  const told = untilTold();
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-sandbox-'));
  const sandbox = startSandbox(join(folder, 'sandbox'), sandboxArguments);
  try {
    const world = await Promise.race([ready(sandbox), told]);
    if (world === undefined) return;
    Object.assign(process.env, world, {
      FAIRLEAD_DATA: join(folder, 'fairlead'),
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    });
    say(`Open the workspace in your browser: ${world.SANDBOX_URL ?? ''}`);
    await runProcesses(['app', 'worker'], say, told);
  } finally {
    await end(sandbox);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** In a process group of its own, so that Ctrl+C reaches it only after the app and the worker have let go of it. */
function startSandbox(folder: string, args: readonly string[]): ChildProcess {
  return fork(fileURLToPath(new URL('./fairlead.js', import.meta.url)), ['sandbox', '--dir', folder, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
}

function ready(sandbox: ChildProcess): Promise<z.infer<typeof Ready>['ready']> {
  return new Promise((resolve, reject) => {
    sandbox.on('message', (message) => {
      const parsed = Ready.safeParse(message);
      if (parsed.success) resolve(parsed.data.ready);
    });
    sandbox.once('exit', (code) =>
      reject(new Error(`The sandbox ended before it was ready (exit code ${code}). Its own lines above say why.`)),
    );
  });
}

async function end(sandbox: ChildProcess): Promise<void> {
  if (sandbox.exitCode !== null || sandbox.signalCode !== null) return;
  const ended = once(sandbox, 'exit');
  if (sandbox.connected) sandbox.disconnect();
  await ended;
}
