import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import type { Job } from '#domain/job.ts';
import { openBullmqQueue } from '#test/support/bullmq-queue.ts';
import { type RedisCluster, startRedisCluster } from '#test/support/redis-cluster.ts';
import { openRedisStores } from '#test/support/redis-stores.ts';
import { askRedis } from '../../bin/redis/ask-redis.ts';

const home = (user: string): Job => ({ name: 'publish-home', user });

let cluster: RedisCluster;
let dataDirectory: string;

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'fairlead-cluster-'));
  cluster = await startRedisCluster({ dataDirectory });
});
afterAll(async () => {
  await cluster.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

/** Kills one node, which its keeper starts again on its data a moment later. */
async function killNode({ host, port }: { host: string; port: number }): Promise<void> {
  const info = String(await askRedis(`redis://${host}:${port}`, 'INFO', 'server'));
  const pid = Number(/process_id:(\d+)/.exec(info)?.[1]);
  if (!Number.isInteger(pid) || pid <= 1) throw new Error('The node did not tell its process.');
  process.kill(pid, 'SIGKILL');
}

it('keeps every event and takes jobs again after each node was killed and came back', async () => {
  const stores = await openRedisStores(cluster.url);
  const under = await openBullmqQueue(cluster.url);
  const seen: string[] = [];
  const worker = under.startWorker({ 'publish-home': async ({ user }) => void seen.push(user) });
  const logs = Array.from({ length: 12 }, (_, n) => `release/outage-${n}`);

  for (const [round, node] of cluster.nodes.entries()) {
    await killNode(node);
    const appends = logs.map((log) => appendUntilDone(stores.logs, log, round));
    await Promise.all(appends);
    const user = `round-${round}`;
    const enqueue = () => under.queue.enqueue(home(user), { id: user }).then(...asFlag);
    await expect.poll(enqueue, { timeout: 15_000 }).toBe(true);
    await expect.poll(() => seen.includes(user), { timeout: 15_000 }).toBe(true);
  }
  for (const log of logs) expect((await stores.logs.read(log)).map(({ body }) => body)).toEqual([0, 1, 2]);
  await worker.close({ timeoutMillis: 2_000 });
  await under.close();
  await stores.close();
}, 90_000);

it('refuses within a second, in the app role, while the nodes are gone', async () => {
  const redis = connectRedis(cluster.url, 'app');
  await redis.whenReady(5_000);
  const logs = createRedisLogStore(redis, 'cluster-away');
  await logs.read('release/x');
  await cluster.stop();
  for (let call = 0; call < 3; call += 1) {
    const before = Date.now();
    await expect(logs.read('release/x')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE', fault: 'transient' });
    expect(Date.now() - before).toBeLessThan(1_000);
  }
  await redis.close();
}, 30_000);

const asFlag = [() => true, () => false] as const;

/** What a job does after a transient fault: it tries again. */
async function appendUntilDone(
  logs: Awaited<ReturnType<typeof openRedisStores>>['logs'],
  log: string,
  expectedSeq: number,
): Promise<void> {
  for (;;) {
    const request = { log, expectedSeq, at: 1, bodies: [expectedSeq] };
    const outcome = await logs.append(request).catch(() => null);
    if (outcome?.kind === 'appended') return;
    if (outcome?.kind === 'conflict' && outcome.seq === expectedSeq + 1) return;
  }
}
