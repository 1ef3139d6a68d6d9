import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runSource } from '#test/support/run-source.ts';
import { askRedis } from '../../../bin/redis/ask-redis.ts';
import { pickFreePort } from '../../../bin/redis/private-redis.ts';
import { type ProvidedRedis, provideRedis, redisServer } from '../../../bin/redis/provide-redis.ts';

let dataDirectory: string;
let started: ProvidedRedis[];

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'fairlead provide-'));
  started = [];
});

afterEach(async () => {
  for (const redis of started) await redis.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

async function provide(): Promise<ProvidedRedis> {
  const redis = await provideRedis({ dataDirectory, say: () => undefined });
  started.push(redis);
  return redis;
}

it('takes REDIS_URL as it is', async () => {
  const redis = await provideRedis({
    url: 'redis://cache.example:6379',
    dataDirectory,
    say: () => undefined,
    path: '',
  });
  expect(redis).toMatchObject({ url: 'redis://cache.example:6379', how: 'given' });
});

it.each([
  ['appendonly', 'yes'],
  ['appendfsync', 'always'],
  ['maxmemory-policy', 'noeviction'],
  ['save', ''],
  ['bind', '127.0.0.1'],
  ['protected-mode', 'yes'],
])('starts a private server with %s %s', async (setting, value) => {
  const { url, how } = await provide();
  expect(how).toBe('started');
  expect(await askRedis(url, 'CONFIG', 'GET', setting)).toEqual([setting, value]);
});

it('lets nobody in without the password, which only the owner of the folder can read', async () => {
  const { url } = await provide();
  const port = new URL(url).port;
  expect(await askRedis(`redis://127.0.0.1:${port}`, 'PING')).toBeNull();
  expect((await stat(join(dataDirectory, 'redis', 'redis.conf'))).mode & 0o077).toBe(0);
  expect((await stat(join(dataDirectory, 'redis', 'running.json'))).mode & 0o077).toBe(0);
});

it('keeps what was written over a stop and a start', async () => {
  const first = await provide();
  await askRedis(first.url, 'SET', 'kept', 'yes');
  await first.stop();
  expect(await askRedis(first.url, 'PING')).toBeNull();
  const second = await provide();
  expect(second.how).toBe('started');
  expect(await askRedis(second.url, 'GET', 'kept')).toBe('yes');
});

it('gives two starts at the same moment one server', async () => {
  const both = await Promise.all([provide(), provide()]);
  expect(both.map(({ how }) => how).sort()).toEqual(['joined', 'started']);
  expect(new Set(both.map(({ url }) => url)).size).toBe(1);
});

it('starts the server again on the same address when it dies', async () => {
  const { url } = await provide();
  await askRedis(url, 'SET', 'kept', 'yes');
  const info = String(await askRedis(url, 'INFO', 'server'));
  process.kill(Number(/process_id:(\d+)/.exec(info)?.[1]), 'SIGKILL');
  await vi.waitFor(async () => expect(await askRedis(url, 'GET', 'kept')).toBe('yes'), { timeout: 10_000 });
});

it('ends the server when its owner is killed with SIGKILL, and serves the data to the next owner', async () => {
  const owner = await runSource(
    `import { provideRedis } from './bin/redis/provide-redis.ts';
     void provideRedis({ dataDirectory: process.argv[2] ?? '', say: () => undefined }).then(({ url }) => console.log(url));`,
    [dataDirectory],
  );
  const [line] = await once(owner.stdout ?? process.stdin, 'data');
  const url = String(line).trim();
  await askRedis(url, 'SET', 'kept', 'yes');
  const joined = await provide();
  expect(joined).toMatchObject({ url, how: 'joined' });
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const next = await provide();
  expect(next.how).toBe('started');
  expect(await askRedis(url, 'PING')).toBeNull();
  expect(await askRedis(next.url, 'GET', 'kept')).toBe('yes');
});

it('tells a server that nobody owns any more to end, and takes its place', async () => {
  const folder = join(dataDirectory, 'redis');
  await mkdir(folder);
  const { file } = await redisServer({ say: () => undefined });
  const port = await pickFreePort();
  const orphan = spawn(file, ['--port', String(port), '--dir', folder, '--appendonly', 'yes'], { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  await vi.waitFor(async () => expect(await askRedis(url, 'SET', 'kept', 'yes')).toBe('OK'), { timeout: 10_000 });
  const gone = spawn('/bin/true');
  await once(gone, 'exit');
  await writeFile(join(folder, 'running.json'), JSON.stringify({ url, owner: gone.pid }));
  const [next] = await Promise.all([provide(), once(orphan, 'exit')]);
  expect(next.how).toBe('started');
  expect(await askRedis(next.url, 'GET', 'kept')).toBe('yes');
});

it('does not mistake a torn record for a server', async () => {
  await mkdir(join(dataDirectory, 'redis'));
  await writeFile(join(dataDirectory, 'redis', 'running.json'), '{"url": "redis:');
  expect((await provide()).how).toBe('started');
});

it('takes over the start lock of a process that is gone', async () => {
  const gone = spawn('/bin/true');
  await once(gone, 'exit');
  await mkdir(join(dataDirectory, 'redis'));
  await writeFile(join(dataDirectory, 'redis', 'starting.lock'), String(gone.pid));
  expect((await provide()).how).toBe('started');
});

it('says where the log is when the server does not come up', async () => {
  await mkdir(join(dataDirectory, 'redis', 'appendonlydir'), { recursive: true });
  await writeFile(join(dataDirectory, 'redis', 'appendonlydir', 'appendonly.aof.manifest'), 'not a manifest\n');
  await expect(provide()).rejects.toThrow(
    /^The private Redis did not start: its log ends with ".+"\. Read .+redis-server\.log/,
  );
});
