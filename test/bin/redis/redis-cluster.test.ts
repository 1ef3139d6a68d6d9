import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from 'ioredis';
import { expect, it } from 'vitest';
import { startRedisCluster } from '#test/support/redis-cluster.ts';

it('starts three masters that share the slots', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'fairlead-cluster-'));
  const running = await startRedisCluster({ dataDirectory });
  const cluster = new Cluster([...running.nodes]);
  const keys = Array.from({ length: 20 }, (_, index) => `key-${index}`);
  await Promise.all(keys.map((key) => cluster.set(key, key)));
  expect(await Promise.all(keys.map((key) => cluster.get(key)))).toEqual(keys);
  expect(cluster.nodes('master')).toHaveLength(3);
  cluster.disconnect();
  await running.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});
