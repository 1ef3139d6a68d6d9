import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readEnvironment } from '#config/environment-variables.ts';
import { runProcesses } from './run-processes.ts';

const Ready = z.object({ ready: z.record(z.string(), z.string()) });

/** `fairlead start`: app and worker in one process. Without a Slack token the sandbox is started beside them and ended with them. */
export async function start(say: (line: string) => void): Promise<void> {
  if (readEnvironment(process.env).slack !== null) return runProcesses(['app', 'worker'], say);
  say(
    'No Slack token is set, so Fairlead starts in its sandbox: a Slack workspace in the browser and a shop to release. Nothing of it is kept.',
  );
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-sandbox-'));
  const sandbox = fork(
    fileURLToPath(new URL('./fairlead.js', import.meta.url)),
    ['sandbox', '--dir', join(folder, 'sandbox')],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  try {
    const world = await ready(sandbox);
    Object.assign(process.env, world.ready, {
      FAIRLEAD_DATA: join(folder, 'fairlead'),
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    });
    say(`Open the workspace in your browser: ${world.ready.SANDBOX_URL ?? ''}`);
    await runProcesses(['app', 'worker'], say);
  } finally {
    sandbox.disconnect();
    await new Promise((resolve) => (sandbox.exitCode === null ? sandbox.once('exit', resolve) : resolve(null)));
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function ready(sandbox: ReturnType<typeof fork>): Promise<z.infer<typeof Ready>> {
  return new Promise((resolve, reject) => {
    sandbox.on('message', (message) => {
      const parsed = Ready.safeParse(message);
      if (parsed.success) resolve(parsed.data);
    });
    sandbox.once('exit', (code) =>
      reject(new Error(`The sandbox ended before it was ready (exit code ${code}). Its own lines above say why.`)),
    );
  });
}
