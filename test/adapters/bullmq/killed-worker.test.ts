import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Job } from '#domain/job.ts';
import { openBullmqQueue } from '#test/support/bullmq-queue.ts';
import { testRedisUrl } from '#test/support/redis.ts';
import { runSource } from '#test/support/run-source.ts';

const home = (user: string): Job => ({ name: 'publish-home', user });

/** A worker in a process of its own that starts each job, says so, and never ends it. */
const endlessWorker = `
  import { startBullmqWorker } from './src/adapters/bullmq/bullmq-worker.ts';
  import { connectRedis } from './src/adapters/redis/connect-redis.ts';
  import { jobHandlers } from './test/support/job-handlers.ts';
  const [url, namespace] = process.argv.slice(2);
  startBullmqWorker({
    connect: () => connectRedis(url, 'worker'),
    namespace,
    handlers: jobHandlers({
      'publish-home': async ({ user }) => {
        console.log(user);
        await new Promise(() => {});
      },
    }),
    onFailure: () => {},
    onError: () => {},
  });
`;

async function startEndlessWorker(namespace: string) {
  const child = await runSource(endlessWorker, [testRedisUrl(), namespace]);
  const started: string[] = [];
  if (child.stdout === null) throw new Error('The worker has no output.');
  createInterface(child.stdout).on('line', (line) => started.push(line));
  return {
    started,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

it('starts the jobs of a killed worker again within six seconds, every one of them, however often workers die', async () => {
  const under = await openBullmqQueue(testRedisUrl());
  await under.queue.enqueue(home('mira'), { id: 'home-mira' });
  await under.queue.enqueue(home('jonas'), { id: 'home-jonas' });
  for (let death = 0; death < 3; death += 1) {
    const worker = await startEndlessWorker(under.namespace);
    await expect.poll(() => worker.started.toSorted(), { timeout: 9_000 }).toEqual(['jonas', 'mira']);
    await worker.kill();
  }
  const killed = Date.now();
  const seen: string[] = [];
  const worker = under.startWorker({ 'publish-home': async ({ user }) => void seen.push(user) });
  await expect.poll(() => seen.toSorted(), { timeout: 10_000 }).toEqual(['jonas', 'mira']);
  expect(Date.now() - killed).toBeLessThan(6_000);
  await worker.close({ timeoutMillis: 1_000 });
  await under.close();
}, 60_000);

it('keeps a hint that came while the killed worker ran the job', async () => {
  const under = await openBullmqQueue(testRedisUrl());
  await under.queue.enqueue(home('before'), { id: 'home-aiko' });
  const killed = await startEndlessWorker(under.namespace);
  await expect.poll(() => killed.started, { timeout: 9_000 }).toEqual(['before']);
  await under.queue.enqueue(home('hint'), { id: 'home-aiko' });
  await killed.kill();
  const seen: string[] = [];
  const worker = under.startWorker({ 'publish-home': async ({ user }) => void seen.push(user) });
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['before', 'hint']);
  await worker.close({ timeoutMillis: 1_000 });
  await under.close();
}, 30_000);

it('leaves a long job alone while its worker lives', async () => {
  const under = await openBullmqQueue(testRedisUrl());
  const seen: string[] = [];
  const locks = { lockMillis: 800, stalledCheckMillis: 200 };
  const long = {
    'publish-home': async ({ user }: { user: string }, signal: AbortSignal) => {
      seen.push(user);
      await sleep(3_000, undefined, { signal });
    },
  };
  const workers = [1, 2].map(() => under.startWorker(long, undefined, { locks }));
  await under.queue.enqueue(home('long'), { id: 'home-sam' });
  await sleep(3_500);
  expect(seen).toEqual(['long']);
  expect((await under.queue.counts()).messages).toMatchObject({ active: 0, waiting: 0, failed: 0 });
  await Promise.all(workers.map((worker) => worker.close({ timeoutMillis: 1_000 })));
  await under.close();
});
