import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ReleaseError } from '#errors.ts';
import { buildPage, pageDirectory } from '../sandbox/slack/build-page.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { packageRoot } from './package-root.ts';
import { takeOrders } from './sandbox-orders.ts';
import { untilTold } from './until-told.ts';

/**
 * `fairlead sandbox`: only the stand-in world, for a Fairlead started elsewhere. Writes the environment variables that point at it to
 * `<dir>/environment.json`; when started with a channel, sends them as `{ready}` and takes orders. `--fast` shortens every wait,
 * `--countdown` sets the time before an automatic rollback.
 */
export async function runSandbox(args: readonly string[], say: (line: string) => void): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string', default: '.fairlead/sandbox' },
      port: { type: 'string', default: '4390' },
      fast: { type: 'boolean', default: false },
      countdown: { type: 'string' },
    },
  });
  const told = untilTold();
  const dir = resolve(values.dir);
  if (!existsSync(join(pageDirectory(), 'index.html'))) await buildPage(pageDirectory());
  const quick = { healthInterval: '100ms', waitBetween: '200ms', countdown: '1s' };
  const config = {
    ...(values.fast ? quick : {}),
    ...(values.countdown === undefined ? {} : { countdown: values.countdown }),
  };
  const sandbox = await startSandbox({
    dir,
    port: await freePort(Number(values.port)),
    manifest: join(packageRoot(), 'manifest.yml'),
    pageDir: pageDirectory(),
    config,
    ...(values.fast ? { deployDuration: 50, rateLimits: 'off' } : {}),
  });
  await writeFile(join(dir, 'environment.json'), JSON.stringify(sandbox.environment, null, 2));
  if (process.send === undefined)
    say(
      `The sandbox is at ${sandbox.environment.SANDBOX_URL}. Its environment variables are in ${join(dir, 'environment.json')}.`,
    );
  takeOrders(sandbox);
  if (process.connected) process.send?.({ ready: sandbox.environment });
  await told;
  await sandbox.stop();
}

/** The port asked for when it is free, else any. */
async function freePort(wanted: number): Promise<number> {
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    throw new ReleaseError('ENVIRONMENT_INVALID', 'user', `${wanted} is not a port. Give a number from 0 to 65535.`);
  const { createServer } = await import('node:net');
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => done(wanted)));
  });
}
