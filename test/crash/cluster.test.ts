import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startRedisCluster } from '#test/support/redis-cluster.ts';
import { runStory } from './run-group.ts';
import { startWorld } from './world.ts';

it('a release goes through on several machines and a Redis Cluster, worked on by more than one', {
  timeout: 240_000,
}, async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'fairlead-cluster-'));
  onTestFinished(() => rm(dataDirectory, { recursive: true, force: true }));
  const cluster = await startRedisCluster({ dataDirectory });
  onTestFinished(() => cluster.stop());
  const world = await startWorld({ apps: 2, workers: 3, redisUrl: cluster.url, ownFolders: true });
  onTestFinished(() => world.close());
  expect((await runStory(world, 'released')).faults).toEqual([]);
  const [listed] = (await world.projects.get('shop')).releases;
  const events = listed === undefined ? [] : await world.releases.events(listed.id);
  const workers = events.flatMap(({ body }) => (body.type === 'step.started' ? [body.worker] : []));
  expect(new Set(workers).size).toBeGreaterThan(1);
});
