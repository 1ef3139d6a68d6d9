import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type LaneWorker, startLaneWorker } from '#adapters/bullmq/lane-worker.ts';
import { superviseWorker } from '#adapters/bullmq/supervise-worker.ts';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { openBullmqQueue } from '#test/support/bullmq-queue.ts';
import { jobHandlers } from '#test/support/job-handlers.ts';
import { testRedisUrl } from '#test/support/redis.ts';

/** Supervises workers of which the first `silent` never take a job, as after a reconnect that went wrong. */
async function superviseOn(silent: number) {
  const under = await openBullmqQueue(testRedisUrl());
  const [seen, restarts] = [[] as string[], [] as number[]];
  let started = 0;
  const start = (): LaneWorker => {
    started += 1;
    const redis = connectRedis(testRedisUrl(), 'worker');
    return startLaneWorker(redis, {
      name: 'messages',
      namespace: under.namespace,
      handlers: jobHandlers({ 'publish-home': async ({ user }) => void seen.push(user) }),
      concurrency: 2,
      locks: { lockMillis: 4_000, stalledCheckMillis: 1_000 },
      onFailure: () => {},
      onError: () => {},
      autorun: started > silent,
    });
  };
  const supervised = superviseWorker({ start, checkEveryMillis: 200, onRestart: () => restarts.push(started) });
  return { under, seen, restarts, supervised };
}

it('replaces a worker that leaves due jobs lying, until one takes them', async () => {
  const { under, seen, restarts, supervised } = await superviseOn(2);
  await under.queue.enqueue({ name: 'publish-home', user: 'mira' }, { id: 'home-mira' });
  await expect.poll(() => seen, { timeout: 8_000 }).toEqual(['mira']);
  expect(restarts).toEqual([2, 3]);
  await supervised.close(1_000);
  await under.close();
});

it('replaces a worker that leaves delayed jobs lying after their time', async () => {
  const { under, seen, restarts, supervised } = await superviseOn(1);
  await under.queue.enqueue({ name: 'publish-home', user: 'mira' }, { id: 'home-mira', delay: 100 });
  await expect.poll(() => seen, { timeout: 8_000 }).toEqual(['mira']);
  expect(restarts).toEqual([2]);
  await supervised.close(1_000);
  await under.close();
});

it('leaves a worker alone that has nothing to do', async () => {
  const { under, restarts, supervised } = await superviseOn(0);
  await under.queue.enqueue({ name: 'publish-home', user: 'later' }, { id: 'home-later', delay: 60_000 });
  await sleep(1_500);
  expect(restarts).toEqual([]);
  await supervised.close(1_000);
  await under.close();
});
