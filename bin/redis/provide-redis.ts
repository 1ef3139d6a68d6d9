import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import { askRedis } from './ask-redis.ts';
import { findRedisServer, minimumRedisVersion, type RedisServer } from './find-redis-server.ts';
import { installRedisServer } from './install-redis-server.ts';
import { startPrivateRedis } from './private-redis.ts';
import { isAlive, withStartLock } from './start-lock.ts';

export type RedisRequest = {
  /** REDIS_URL, when somebody else runs Redis. */
  readonly url?: string | undefined;
  readonly dataDirectory: string;
  readonly say: (line: string) => void;
  /** Where programs are looked for; this process's PATH by default. */
  readonly path?: string;
  readonly isRoot?: boolean;
};

export type ProvidedRedis = {
  readonly url: string;
  /** `given` by REDIS_URL, `started` as a child of this process, or `joined`: another process on the same data directory runs it. */
  readonly how: 'given' | 'started' | 'joined';
  /** Ends the server if this process started it. A second call does nothing more. */
  stop(): Promise<void>;
};

const Running = z.object({ url: z.string(), owner: z.number().int().positive() });

/**
 * Gives a Redis to work with: REDIS_URL; else the server that another process runs on this data directory; else a private child made
 * from the server program on the PATH, which is installed first where that needs no password. Throws REDIS_NOT_INSTALLED with what to do.
 */
export async function provideRedis(request: RedisRequest): Promise<ProvidedRedis> {
  if (request.url !== undefined) return { url: request.url, how: 'given', stop: async () => undefined };
  const folder = resolve(request.dataDirectory, 'redis');
  return withStartLock(folder, async () => {
    const joined = await joinOrReplace(folder);
    if (joined !== null) return joined;
    const server = await redisServer(request);
    const running = await startPrivateRedis({ server, folder, say: request.say });
    const record = { url: running.url, owner: process.pid };
    await writeFile(recordFile(folder), JSON.stringify(record), { mode: 0o600 });
    return { url: running.url, how: 'started', stop: running.stop };
  });
}

/** The address of the server that a living process runs on this data directory; null when there is none. Starts nothing. */
export async function runningRedis(dataDirectory: string): Promise<string | null> {
  const record = await readRecord(resolve(dataDirectory, 'redis'));
  const isRunning = record !== null && isAlive(record.owner) && (await askRedis(record.url, 'PING')) === 'PONG';
  return isRunning ? record.url : null;
}

/** The server program to use, found or installed. */
export async function redisServer(request: Pick<RedisRequest, 'say' | 'path' | 'isRoot'>): Promise<RedisServer> {
  const path = request.path ?? process.env.PATH ?? '';
  const before = await findRedisServer(path);
  if (before.kind === 'found') return before.server;
  if (before.kind === 'too_old') {
    throw notInstalled(`${before.file} is version ${before.version}`, 'Install a newer redis-server or valkey-server');
  }
  const isRoot = request.isRoot ?? process.getuid?.() === 0;
  const outcome = await installRedisServer({ path, isRoot, say: request.say });
  if (outcome.kind === 'not_installed') throw notInstalled(outcome.why, outcome.advice);
  const after = await findRedisServer(path);
  if (after.kind === 'found') return after.server;
  throw notInstalled(
    `${outcome.command} brought none that is recent enough`,
    'Install redis-server or valkey-server by hand',
  );
}

/** A living owner's server is shared. One left behind by a dead owner is ending by itself; it is waited for, then told to end. */
async function joinOrReplace(folder: string): Promise<ProvidedRedis | null> {
  const record = await readRecord(folder);
  if (record === null) return null;
  const isUp = async () => (await askRedis(record.url, 'PING')) === 'PONG';
  if (isAlive(record.owner) && (await isUp())) {
    return { url: record.url, how: 'joined', stop: async () => undefined };
  }
  for (let waited = 0; waited < 10_000 && (await isUp()); waited += 100) {
    if (waited >= 2_000) await askRedis(record.url, 'SHUTDOWN');
    await sleep(100);
  }
  await rm(recordFile(folder), { force: true });
  return null;
}

async function readRecord(folder: string): Promise<z.infer<typeof Running> | null> {
  const text = await readFile(recordFile(folder), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Running.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function recordFile(folder: string): string {
  return join(folder, 'running.json');
}

function notInstalled(why: string, advice: string): ReleaseError {
  return new ReleaseError(
    'REDIS_NOT_INSTALLED',
    'fatal',
    `Fairlead needs a Redis or Valkey server, ${minimumRedisVersion} or later, and ${why}. ${advice}, or set REDIS_URL.`,
  );
}
