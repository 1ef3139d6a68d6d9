import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReleaseError } from '#errors.ts';
import { askRedis } from './ask-redis.ts';
import type { RedisServer } from './find-redis-server.ts';
import { startKept } from './kept-process.ts';

/** A server of our own on loopback. `url` holds its password. */
export type PrivateRedis = { readonly url: string; readonly port: number; stop(): Promise<void> };

export type PrivateRedisRequest = {
  readonly server: RedisServer;
  /** Holds the configuration, the append-only file and the server's log. */
  readonly folder: string;
  /** Further lines of redis.conf. */
  readonly settings?: readonly string[];
  /** Gives a port that is free now; a random one by default. */
  readonly pickPort?: () => Promise<number>;
  /** Made at random unless given; empty for none. */
  readonly password?: string;
  readonly say: (line: string) => void;
};

const attempts = 3;
const startTimeout = 15_000;

/**
 * Starts a server with every write on disk before it is answered (`appendfsync always`), no eviction and no way in from outside.
 * It ends with this process; when it dies alone it is started again on the same port. Throws REDIS_UNAVAILABLE when it does not come up.
 */
export async function startPrivateRedis(request: PrivateRedisRequest): Promise<PrivateRedis> {
  const password = request.password ?? randomBytes(24).toString('hex');
  await mkdir(request.folder, { recursive: true, mode: 0o700 });
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const port = await (request.pickPort ?? pickFreePort)();
    const url = password === '' ? `redis://127.0.0.1:${port}` : `redis://:${password}@127.0.0.1:${port}`;
    await writeFile(configFile(request.folder), settingsOf(request, port, password), { mode: 0o600 });
    const run = keepRunning(request, url);
    if (await run.isUp) return { url, port, stop: run.stop };
    await run.stop();
  }
  throw new ReleaseError(
    'REDIS_UNAVAILABLE',
    'fatal',
    `The private Redis did not start: ${await lastLogLine(request.folder)} Read ${logFile(request.folder)}, or set REDIS_URL.`,
  );
}

/** A port of 127.0.0.1 that nobody listened on a moment ago. */
export async function pickFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function keepRunning(request: PrivateRedisRequest, url: string) {
  let isStopping = false;
  let hasBeenUp = false;
  let current = start();

  function start() {
    const log = openSync(logFile(request.folder), 'a', 0o600);
    const kept = startKept(request.server.file, [configFile(request.folder)], log);
    closeSync(log);
    void kept.ended.then(startAgain);
    return kept;
  }
  async function startAgain() {
    if (isStopping || !hasBeenUp) return;
    request.say('The private Redis ended unexpectedly; it is started again on the same port.');
    await sleep(250);
    if (!isStopping) current = start();
  }
  async function waitUntilUp(): Promise<boolean> {
    let hasEnded = false;
    void current.ended.then(() => {
      hasEnded = true;
    });
    for (let waited = 0; waited < startTimeout && !hasEnded; waited += 50) {
      if ((await askRedis(url, 'PING')) === 'PONG') {
        hasBeenUp = true;
        return true;
      }
      await sleep(50);
    }
    return false;
  }
  async function stop(): Promise<void> {
    isStopping = true;
    await current.stop();
  }
  return { isUp: waitUntilUp(), stop };
}

function settingsOf(request: PrivateRedisRequest, port: number, password: string): string {
  return [
    'bind 127.0.0.1',
    'protected-mode yes',
    `port ${port}`,
    ...(password === '' ? [] : [`requirepass ${password}`]),
    `dir ${JSON.stringify(request.folder)}`,
    'appendonly yes',
    'appendfsync always',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    ...(request.settings ?? []),
    '',
  ].join('\n');
}

async function lastLogLine(folder: string): Promise<string> {
  const text = await readFile(logFile(folder), 'utf8').catch(() => '');
  const line = text.trim().split('\n').at(-1) ?? '';
  return line === '' ? 'it wrote nothing to its log.' : `its log ends with "${line}".`;
}

function configFile(folder: string): string {
  return join(folder, 'redis.conf');
}

function logFile(folder: string): string {
  return join(folder, 'redis-server.log');
}
