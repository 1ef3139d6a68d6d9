import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '#domain/job.ts';
import { openBullmqQueue } from '#test/support/bullmq-queue.ts';
import { type KillableRedis, startKillableRedis } from '#test/support/killable-redis.ts';

const home = (user: string): Job => ({ name: 'publish-home', user });
const away = { code: 'REDIS_UNAVAILABLE', fault: 'transient' };

let server: KillableRedis;
let under: Awaited<ReturnType<typeof openBullmqQueue>>;
let workers: { close(options: { timeoutMillis: number }): Promise<boolean> }[] = [];

beforeEach(async () => {
  server = await startKillableRedis();
  under = await openBullmqQueue(server.url);
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close({ timeoutMillis: 500 })));
  workers = [];
  await under.close();
  await server.close();
});

const enqueue = async (user: string) => {
  const before = Date.now();
  const error = await under.queue.enqueue(home(user), { id: `home-${user}` }).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, millis: Date.now() - before };
};
const startNoting = () => {
  const seen: string[] = [];
  workers.push(under.startWorker({ 'publish-home': async ({ user }) => void seen.push(user) }));
  return seen;
};

describe('a queue whose Redis is killed', () => {
  it.each(['before its first job', 'between two jobs'])(
    'refuses within a second and takes jobs again afterwards, %s',
    async (when) => {
      if (when === 'between two jobs') expect((await enqueue('first')).error).toBeNull();
      await server.kill();
      for (let call = 0; call < 3; call += 1) {
        const { error, millis } = await enqueue('refused');
        expect(error).toMatchObject(away);
        expect(millis).toBeLessThan(1_000);
      }
      await server.start();
      await expect.poll(() => enqueue('after').then(({ error }) => error), { timeout: 5_000 }).toBeNull();
      const seen = startNoting();
      await expect.poll(() => seen.includes('after'), { timeout: 5_000 }).toBe(true);
      expect(seen).not.toContain('refused');
    },
  );

  it('refuses within a second when Redis does not answer', async () => {
    await enqueue('first');
    server.freeze();
    const { error, millis } = await enqueue('second');
    server.thaw();
    expect(error).toMatchObject(away);
    expect(millis).toBeLessThan(1_000);
  });
});

describe('workers whose Redis is killed', () => {
  it('take jobs again within seconds of each restart', async () => {
    const seen = startNoting();
    for (let round = 0; round < 4; round += 1) {
      await server.kill();
      await sleep(round * 400);
      await server.start();
      await expect.poll(() => enqueue(`round-${round}`).then(({ error }) => error), { timeout: 5_000 }).toBeNull();
      await expect.poll(() => seen.includes(`round-${round}`), { timeout: 8_000 }).toBe(true);
    }
  }, 60_000);

  it('finish the job they were running, or run it again', async () => {
    let isStarted = false;
    let ended = 0;
    workers.push(
      under.startWorker({
        'publish-home': async () => {
          isStarted = true;
          await sleep(800);
          ended += 1;
        },
      }),
    );
    await enqueue('running');
    await expect.poll(() => isStarted, { timeout: 5_000 }).toBe(true);
    await server.kill();
    await sleep(1_000);
    await server.start();
    await expect.poll(() => ended, { timeout: 10_000 }).toBeGreaterThanOrEqual(1);
    const settled = async () => (await under.queue.counts().catch(() => null))?.messages;
    await expect.poll(settled, { timeout: 12_000 }).toMatchObject({ active: 0, waiting: 0, delayed: 0, failed: 0 });
  }, 40_000);

  it('close within their bound though Redis is gone', async () => {
    let isStarted = false;
    const worker = under.startWorker({
      'publish-home': async (_job, signal) => {
        isStarted = true;
        await sleep(60_000, undefined, { signal }).catch(() => {});
      },
    });
    await enqueue('running');
    await expect.poll(() => isStarted, { timeout: 5_000 }).toBe(true);
    await server.kill();
    const before = Date.now();
    expect(await worker.close({ timeoutMillis: 500 })).toBe(false);
    expect(Date.now() - before).toBeLessThan(4_000);
  });

  it('are told to stop when they cannot renew their lock', async () => {
    let isStarted = false;
    let reason: unknown = null;
    workers.push(
      under.startWorker(
        {
          'publish-home': async (_job, signal) => {
            isStarted = true;
            await sleep(60_000, undefined, { signal }).catch(() => {
              reason = signal.reason;
            });
          },
        },
        undefined,
        { locks: { lockMillis: 1_000, stalledCheckMillis: 200 } },
      ),
    );
    await enqueue('partitioned');
    await expect.poll(() => isStarted, { timeout: 5_000 }).toBe(true);
    server.freeze();
    await expect.poll(() => reason, { timeout: 4_000 }).toEqual(new Error('the lock ran out'));
    server.thaw();
  });

  it('sweep again though everything in Redis is gone', async () => {
    let sweeps = 0;
    const sweep = async () => {
      sweeps += 1;
    };
    workers.push(under.startWorker({ sweep }, undefined, { sweepEveryMillis: 300 }));
    workers.push(under.startWorker({ sweep }, undefined, { sweepEveryMillis: 300 }));
    await expect.poll(() => sweeps, { timeout: 5_000 }).toBeGreaterThan(2);
    await under.redis.client.flushall();
    const before = sweeps;
    await expect.poll(() => sweeps, { timeout: 5_000 }).toBeGreaterThan(before + 2);
  });
});

it('makes one sweep in each period, however many workers ask', async () => {
  let sweeps = 0;
  const sweep = async () => {
    sweeps += 1;
  };
  for (let n = 0; n < 4; n += 1) workers.push(under.startWorker({ sweep }, undefined, { sweepEveryMillis: 500 }));
  await sleep(2_600);
  expect(sweeps).toBeGreaterThanOrEqual(4);
  expect(sweeps).toBeLessThanOrEqual(7);
});

it('fails a job it cannot read, tells so without its content, and goes on with the next', async () => {
  const failures: unknown[] = [];
  const seen: string[] = [];
  workers.push(
    under.startWorker({ 'publish-home': async ({ user }) => void seen.push(user) }, (failure) =>
      failures.push(failure),
    ),
  );
  await enqueue('before');
  await under.addRaw('messages', 'publish-home', { name: 'publish-home', user: 7, token: 'secret' });
  await under.addRaw('messages', 'no-such-job', 'text');
  await enqueue('after');
  await expect.poll(() => seen, { timeout: 5_000 }).toEqual(['before', 'after']);
  await expect.poll(() => failures.length).toBe(2);
  expect(failures).toMatchObject([
    { name: 'publish-home', job: null, willRetry: false, error: { code: 'PAYLOAD_INVALID', fault: 'fatal' } },
    { name: 'no-such-job', job: null, willRetry: false },
  ]);
  expect((await under.queue.counts()).messages).toMatchObject({ failed: 2, waiting: 0 });
});
