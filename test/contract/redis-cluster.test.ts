import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBullmqQueue } from '#test/support/bullmq-queue.ts';
import { type RedisCluster, startRedisCluster } from '#test/support/redis-cluster.ts';
import { openRedisStores } from '#test/support/redis-stores.ts';
import { leaseStoreContract } from './lease-store.contract.ts';
import { logStoreContract } from './log-store.contract.ts';
import { queueContract } from './queue.contract.ts';

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

describe('the log store in a Redis Cluster', () => logStoreContract(() => openRedisStores(cluster.url)));
describe('the lease store and scratch in a Redis Cluster', () =>
  leaseStoreContract(() => openRedisStores(cluster.url)));
describe('the queue on a Redis Cluster', () => queueContract(() => openBullmqQueue(cluster.url)));

it('spreads logs over the nodes and finds all of them again when the index is lost', async () => {
  const store = await openRedisStores(cluster.url);
  const logs = Array.from({ length: 30 }, (_, n) => `release/spread-${n}`);
  for (const log of logs) await store.logs.append({ log, expectedSeq: 0, at: 1, bodies: [log] });
  await store.redis.client.del(`${store.namespace}:logs`);
  expect(await store.logs.list('')).toEqual([]);
  expect(await store.logs.rebuildIndex()).toBe(30);
  expect((await store.logs.list('release/')).toSorted()).toEqual(logs.toSorted());
  expect(await store.logs.rebuildIndex()).toBe(0);
  await store.close();
});
