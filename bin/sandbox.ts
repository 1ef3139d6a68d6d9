import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildPage, pageDirectory } from '../sandbox/slack/build-page.ts';
import { type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';
import { packageRoot } from './package-root.ts';
import { startPrivatePrometheus } from './prometheus/private-prometheus.ts';
import { type SandboxCommand, sandboxOptions } from './sandbox-options.ts';
import { takeOrders } from './sandbox-orders.ts';
import { untilTold } from './until-told.ts';

/**
 * `fairlead sandbox`: only the stand-in world, for a Fairlead started elsewhere. Writes the environment variables that point at it to
 * `<dir>/environment.json` and, when started with a channel, sends them as `{ready}` and breaks its connections to the app when told.
 */
export async function runSandbox(args: readonly string[], say: (line: string) => void): Promise<void> {
  const options = sandboxOptions(args);
  const told = untilTold();
  const dir = resolve(options.dir);
  if (!existsSync(join(pageDirectory(), 'index.html'))) await buildPage(pageDirectory());
  const sandbox = await startSandbox({
    dir,
    port: await freePort(options.port),
    manifest: join(packageRoot(), 'manifest.yml'),
    pageDir: pageDirectory(),
    ...(options.prometheus ? { prometheus: (target) => provide(join(dir, 'prometheus'), target) } : {}),
    ...timings(options),
  });
  await writeFile(join(dir, 'environment.json'), JSON.stringify(sandbox.environment, null, 2));
  say(sandbox.metrics);
  if (process.send === undefined)
    say(
      `The sandbox is at ${sandbox.environment.SANDBOX_URL}. Its environment variables are in ${join(dir, 'environment.json')}.`,
    );
  takeOrders(sandbox);
  if (process.connected) process.send?.({ ready: sandbox.environment });
  await told;
  await sandbox.stop();
}

function provide(folder: string, target: string) {
  return startPrivatePrometheus({ folder, target, path: process.env.PATH ?? '' });
}

function timings({
  fast,
  countdown,
  breaker,
}: SandboxCommand): Pick<SandboxOptions, 'config' | 'deployDuration' | 'rateLimits'> {
  const own = { ...(countdown === undefined ? {} : { countdown }), ...(breaker === undefined ? {} : { breaker }) };
  if (!fast) return { config: own };
  const config = { healthInterval: '100ms', waitBetween: '200ms', keep: '5s', countdown: '1s', ...own };
  return { deployDuration: 50, rateLimits: 'off', config };
}

/** The port asked for when it is free, else any. */
async function freePort(wanted: number): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => done(wanted)));
  });
}
