import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { startBullmqWorker } from '#adapters/bullmq/bullmq-worker.ts';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import { aFolder } from '#test/adapters/git/a-remote.ts';
import { jobHandlers } from '#test/support/job-handlers.ts';
import { startRedisCluster } from '#test/support/redis-cluster.ts';
import { provideRedis } from '../../../bin/redis/provide-redis.ts';
import { aRedis, startDoctorWorld } from './doctor-world.ts';

const release = 'rel-abcdefghijkl';

function redisLines(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => / {2,}(redis|worker|queue|posts|log index|logs)\b/.test(line));
}

it('finds what is set up wrongly', async () => {
  const redisUrl = await aRedis(['appendonly no', 'maxmemory-policy allkeys-lru']);
  const { code, lines } = await (await startDoctorWorld({ redisUrl })).run();
  expect(code).toBe(1);
  expect(redisLines(lines)).toEqual([
    expect.stringMatching(/^ok {15}redis: (Redis|Valkey) [\d.]+ answers\.$/),
    'failed           redis maxmemory-policy: It is allkeys-lru: a full Redis would throw jobs and releases away. Set maxmemory-policy to noeviction.',
    'failed           redis appendonly: It is no: a restart would lose releases. Set appendonly to yes.',
    'could not check  redis appendfsync: It has no effect while appendonly is no.',
    'ok               redis cluster: It is a single server.',
    'warning          worker: No worker is connected. Start one with `fairlead worker`, or both with `fairlead start`.',
    'ok               queue: 0 waiting, 0 running, 0 for later.',
    'ok               posts shop: No release is open.',
  ]);
});

it('warns of a file that is synced each second only, and does not fail for it', async () => {
  const { code, lines } = await (await startDoctorWorld({ redisUrl: await aRedis(['appendfsync everysec']) })).run();
  expect(code).toBe(0);
  expect(lines).toContain(
    'warning          redis appendfsync: It is everysec: acknowledged events may be lost in a crash. Set appendfsync to always.',
  );
});

it('takes from INFO what a hosted server does not tell by CONFIG', async () => {
  const redisUrl = await aRedis(['rename-command CONFIG ""', 'maxmemory-policy volatile-ttl']);
  const { lines } = await (await startDoctorWorld({ redisUrl })).run();
  expect(redisLines(lines).slice(1, 4)).toEqual([
    'failed           redis maxmemory-policy: It is volatile-ttl: a full Redis would throw jobs and releases away. Set maxmemory-policy to noeviction.',
    'ok               redis appendonly: It is yes.',
    'could not check  redis appendfsync: The server does not tell its settings. Look there yourself whether appendfsync is always.',
  ]);
});

it('fails once for a Redis that is away', async () => {
  const { lines } = await (await startDoctorWorld({ redisUrl: 'redis://127.0.0.1:1' })).run();
  expect(redisLines(lines)).toEqual([
    'failed           redis: Redis cannot be reached: nothing listens at the address. Start it, or correct REDIS_URL.',
    'could not check  redis maxmemory-policy: Redis cannot be reached.',
    'could not check  redis appendonly: Redis cannot be reached.',
    'could not check  redis appendfsync: Redis cannot be reached.',
    'could not check  redis cluster: Redis cannot be reached.',
    'could not check  worker: Redis cannot be reached.',
    'could not check  queue: Redis cannot be reached.',
    'could not check  posts shop: Redis cannot be reached.',
  ]);
});

it('says that a password is wrong without repeating it', async () => {
  const right = new URL(await aRedis([], 'correct-horse'));
  const redisUrl = `redis://:battery-staple@${right.host}`;
  const { lines } = await (await startDoctorWorld({ redisUrl })).run();
  expect(lines).toContain(
    'failed           redis: Redis cannot be reached: it does not accept the user name or password in REDIS_URL. Start it, or correct REDIS_URL.',
  );
  expect(lines.join('\n')).not.toMatch(/battery|horse/);
});

it('looks at every node of a cluster', async () => {
  const cluster = await startRedisCluster({ dataDirectory: aFolder() });
  onTestFinished(() => cluster.stop());
  const { code, lines } = await (await startDoctorWorld({ redisUrl: cluster.url })).run('--logs');
  expect(code).toBe(0);
  expect(redisLines(lines)).toEqual([
    expect.stringMatching(/^ok {15}redis: (Redis|Valkey) [\d.]+ answers on 3 nodes\.$/),
    'ok               redis maxmemory-policy: It is noeviction.',
    'ok               redis appendonly: It is yes.',
    'ok               redis appendfsync: It is always.',
    'ok               redis cluster: Its state is ok.',
    'warning          worker: No worker is connected. Start one with `fairlead worker`, or both with `fairlead start`.',
    'ok               queue: 0 waiting, 0 running, 0 for later.',
    'ok               posts shop: No release is open.',
    'ok               log index: Every log is listed.',
    'ok               logs shop: 1 log read, 0 events, every hash chain whole.',
  ]);
});

it('counts the workers that are connected', async () => {
  const redisUrl = await aRedis();
  const workers = [1, 2].map(() =>
    startBullmqWorker({
      connect: () => connectRedis(redisUrl, 'worker'),
      handlers: jobHandlers({}),
      onFailure: () => undefined,
      onError: () => undefined,
    }),
  );
  onTestFinished(async () => void (await Promise.all(workers.map((worker) => worker.close({ timeoutMillis: 1_000 })))));
  const world = await startDoctorWorld({ redisUrl });
  await expect
    .poll(async () => redisLines((await world.run()).lines)[5], { timeout: 10_000 })
    .toBe('ok               worker: 2 workers are connected.');
});

it('fails when jobs wait and no worker is there', async () => {
  const redisUrl = await aRedis();
  const connection = connectRedis(redisUrl, 'worker');
  onTestFinished(() => connection.close());
  const queue = createBullmqQueue(connection);
  await queue.enqueue({ name: 'publish-home', user: 'U0MIRA' }, { id: 'home-mira' });
  await queue.enqueue({ name: 'publish-home', user: 'U0AIKO' }, { id: 'home-aiko', delay: 600_000 });
  await queue.close();
  const { code, lines } = await (await startDoctorWorld({ redisUrl })).run();
  expect(code).toBe(1);
  expect(redisLines(lines).slice(5, 7)).toEqual([
    'failed           worker: No worker is connected, and 1 job waits. Start one with `fairlead worker`, or both with `fairlead start`.',
    'ok               queue: 1 waiting, 0 running, 1 for later.',
  ]);
});

it('reads the newest logs and finds the event that was changed', async () => {
  const redisUrl = await aRedis();
  const connection = connectRedis(redisUrl, 'worker');
  onTestFinished(() => connection.close());
  const store = createRedisLogStore(connection);
  const opened = { v: 1, type: 'release.opened', release, version: '1.5.0', intent: 'release' };
  const closed = { v: 1, type: 'release.closed', release, ending: 'cancelled' };
  await store.append({ log: 'project/shop', expectedSeq: 0, at: 1, bodies: [opened, closed] });
  await store.append({ log: `release/${release}`, expectedSeq: 0, at: 1, bodies: [{ v: 1 }] });
  const world = await startDoctorWorld({ redisUrl });
  expect(redisLines((await world.run('--logs')).lines).slice(-2)).toEqual([
    'ok               log index: Every log is listed.',
    'ok               logs shop: 2 logs read, 3 events, every hash chain whole.',
  ]);

  const redis = new Redis(redisUrl);
  onTestFinished(() => redis.disconnect());
  const key = `fairlead:{release/${release}}:log`;
  const [[, fields] = ['', []]] = await redis.xrange(key, '-', '+');
  await redis.del(key, 'fairlead:logs');
  await redis.xadd(key, '1-0', ...fields.map((field) => (field === '{"v":1}' ? '{"v":2}' : field)));
  const { code, lines } = await world.run('--logs');
  expect(code).toBe(1);
  expect(redisLines(lines).slice(-2)).toEqual([
    'warning          log index: 2 logs were missing from the list of logs. It is complete again.',
    expect.stringMatching(/^failed {11}logs shop: .*release\/rel-abcdefghijkl.*does not match its hash/),
  ]);
});

it('looks at the private Redis that another process runs', async () => {
  const world = await startDoctorWorld();
  const given = world.variables.FAIRLEAD_DATA ?? '';
  const redis = await provideRedis({ dataDirectory: given, say: () => undefined });
  onTestFinished(() => redis.stop());
  world.variables.REDIS_URL = undefined;
  const { code, lines } = await world.run();
  expect(code).toBe(0);
  expect(redisLines(lines)[3]).toBe('ok               redis appendfsync: It is always.');
});

it('starts no Redis of its own and says what will be started', async () => {
  const world = await startDoctorWorld();
  world.variables.REDIS_URL = undefined;
  expect(redisLines((await world.run()).lines)).toEqual([
    expect.stringMatching(/^ok {15}redis: None runs yet; Fairlead starts \S+-server \([\d.]+\) as its own\.$/),
  ]);
  world.variables.PATH = '/nowhere';
  expect(redisLines((await world.run()).lines)).toEqual([
    'warning          redis: There is no redis-server on the PATH; Fairlead will try to install one when it starts. Install redis-server or valkey-server 6.2 or later, or set REDIS_URL.',
  ]);
});
