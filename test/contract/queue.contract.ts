import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JobEnd } from '#adapters/bullmq/bullmq-queue.ts';
import type { JobFailure, JobHandlers } from '#adapters/bullmq/run-job.ts';
import type { Job } from '#domain/job.ts';
import { ReleaseError } from '#errors.ts';
import type { EnqueueOptions, Queue } from '#ports/queue.ts';

export type WorkerUnderTest = { close(options: { timeoutMillis: number }): Promise<boolean> };

export type QueueUnderTest = {
  readonly queue: Queue & {
    enqueueAndWait(job: Job, options: EnqueueOptions, timeoutMillis: number): Promise<JobEnd>;
  };
  startWorker(handlers: Partial<JobHandlers>, onFailure?: (failure: JobFailure) => void): WorkerUnderTest;
  close(): Promise<void>;
};

/** What every queue promises together with its workers. `make` gives an empty one. */
export function queueContract(make: () => Promise<QueueUnderTest>): void {
  let under: QueueUnderTest;
  let made = 0;
  let workers: WorkerUnderTest[] = [];
  beforeAll(async () => {
    under = await make();
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close({ timeoutMillis: 2_000 })));
    workers = [];
  });
  afterAll(() => under.close());

  const home = (user: string): Job => ({ name: 'publish-home', user });
  const freshId = () => {
    made += 1;
    return `home-${made}`;
  };
  const startWorker = (handlers: Partial<JobHandlers>, onFailure?: (failure: JobFailure) => void) => {
    const worker = under.startWorker(handlers, onFailure);
    workers.push(worker);
    return worker;
  };
  /** A worker that notes the user of each home it publishes. */
  const startNoting = () => {
    const seen: string[] = [];
    startWorker({ 'publish-home': async ({ user }) => void seen.push(user) });
    return seen;
  };

  describe('one id', () => {
    it('is one job while the job waits', async () => {
      const id = freshId();
      await Promise.all(Array.from({ length: 20 }, () => under.queue.enqueue(home('once'), { id })));
      const seen = startNoting();
      await expect.poll(() => seen).toEqual(['once']);
      await sleep(300);
      expect(seen).toEqual(['once']);
    });

    it('is one job also after it has ended, where it is to be done once', async () => {
      const id = freshId();
      const seen = startNoting();
      await Promise.all(Array.from({ length: 5 }, () => under.queue.enqueue(home('once'), { id, once: true })));
      await expect.poll(() => seen).toEqual(['once']);
      await under.queue.enqueue(home('late'), { id, once: true });
      await sleep(300);
      expect(seen).toEqual(['once']);
    });

    it('can be used again after its job has ended', async () => {
      const [id, seen] = [freshId(), startNoting()];
      for (const user of ['first', 'second', 'third']) {
        await under.queue.enqueue(home(user), { id });
        await expect.poll(() => seen.includes(user)).toBe(true);
      }
    });

    it('runs once more when it is enqueued while it runs, however often, and never twice at the same time', async () => {
      const id = freshId();
      const [seen, atOnce] = [[] as string[], { now: 0, most: 0 }];
      startWorker({
        'publish-home': async ({ user }) => {
          seen.push(user);
          atOnce.now += 1;
          atOnce.most = Math.max(atOnce.most, atOnce.now);
          await sleep(300);
          atOnce.now -= 1;
        },
      });
      await under.queue.enqueue(home('running'), { id });
      await expect.poll(() => seen).toEqual(['running']);
      for (const user of ['hint-1', 'hint-2', 'hint-3']) await under.queue.enqueue(home(user), { id });
      await expect.poll(() => seen).toEqual(['running', 'hint-3']);
      await sleep(500);
      expect(seen).toEqual(['running', 'hint-3']);
      expect(atOnce.most).toBe(1);
    });

    it('does not wait behind a later job of the same id', async () => {
      const [id, seen] = [freshId(), startNoting()];
      await under.queue.enqueue(home('later'), { id, delay: 1_500 });
      await under.queue.enqueue(home('now'), { id });
      await expect.poll(() => seen, { timeout: 1_000 }).toEqual(['now']);
      await expect.poll(() => seen, { timeout: 5_000 }).toEqual(['now', 'later']);
    });

    it.each(['', '123', 'a:b', 'a b', 'x'.repeat(201)])('is refused when it is "%s"', async (id) => {
      await expect(under.queue.enqueue(home('nobody'), { id })).rejects.toThrow(TypeError);
    });
  });

  it('holds a delayed job back until its time', async () => {
    const [id, seen] = [freshId(), startNoting()];
    const enqueued = Date.now();
    await under.queue.enqueue(home('delayed'), { id, delay: 700 });
    await expect.poll(() => seen, { timeout: 5_000 }).toEqual(['delayed']);
    expect(Date.now() - enqueued).toBeGreaterThanOrEqual(690);
  });

  it('gives each job to one of two workers', async () => {
    const seen: string[] = [];
    const note = { 'publish-home': async ({ user }: { user: string }) => void seen.push(user) };
    startWorker(note);
    startWorker(note);
    const users = Array.from({ length: 60 }, (_, n) => `user-${n}`);
    await Promise.all(users.map((user) => under.queue.enqueue(home(user), { id: freshId() })));
    await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(60);
    await sleep(200);
    expect(seen.toSorted()).toEqual(users.toSorted());
  });

  describe('a job that fails', () => {
    const failing = (error: (run: number) => unknown) => {
      const [failures, runs] = [[] as JobFailure[], [] as number[]];
      startWorker(
        {
          'publish-home': async () => {
            runs.push(Date.now());
            const thrown = error(runs.length);
            if (thrown !== null) throw thrown;
          },
        },
        (failure) => failures.push(failure),
      );
      return { failures, runs };
    };

    it('runs again at the time a transient fault names', async () => {
      const retryAt = Date.now() + 1_200;
      const fault = new ReleaseError('SLACK_UNAVAILABLE', 'transient', 'Slack limits the calls.', { retryAt });
      const { failures, runs } = failing((run) => (run === 1 ? fault : null));
      await under.queue.enqueue(home('limited'), { id: freshId() });
      await expect.poll(() => runs.length, { timeout: 6_000 }).toBe(2);
      expect(runs[1]).toBeGreaterThanOrEqual(retryAt - 10);
      expect(failures).toMatchObject([{ name: 'publish-home', willRetry: true }]);
    });

    it('backs off by itself when a transient fault names no time', async () => {
      const { runs } = failing((run) => (run <= 2 ? new ReleaseError('GIT_UNREACHABLE', 'transient', 'Away.') : null));
      await under.queue.enqueue(home('away'), { id: freshId() });
      await expect.poll(() => runs.length, { timeout: 10_000 }).toBe(3);
      const [first = 0, second = 0, third = 0] = runs;
      expect(second - first).toBeGreaterThanOrEqual(240);
      expect(third - second).toBeGreaterThanOrEqual(490);
    });

    it.each(['user', 'fatal'] as const)('is not tried again after a %s fault, and its id is free', async (fault) => {
      const id = freshId();
      const { failures, runs } = failing(
        () => new ReleaseError('PROJECT_NOT_FOUND', fault, 'There is no such project.'),
      );
      await under.queue.enqueue(home('wrong'), { id });
      await expect.poll(() => failures).toMatchObject([{ willRetry: false, job: { user: 'wrong' } }]);
      await under.queue.enqueue(home('again'), { id });
      await expect.poll(() => runs.length).toBe(2);
    });

    it('is tried three times after an unexpected error', async () => {
      const { failures } = failing(() => new Error('a bug with token xoxb-1'));
      await under.queue.enqueue(home('bug'), { id: freshId() });
      await expect
        .poll(() => failures.map(({ willRetry }) => willRetry), { timeout: 8_000 })
        .toEqual([true, true, false]);
      await sleep(300);
      expect(failures).toHaveLength(3);
    });

    it('is succeeded by the hint that came while it ran', async () => {
      const id = freshId();
      const seen: string[] = [];
      startWorker({
        'publish-home': async ({ user }) => {
          seen.push(user);
          await sleep(200);
          if (user === 'fails') throw new ReleaseError('SLACK_FAILED', 'fatal', 'Slack refused the call.');
        },
      });
      await under.queue.enqueue(home('fails'), { id });
      await expect.poll(() => seen).toEqual(['fails']);
      await under.queue.enqueue(home('hint'), { id });
      await expect.poll(() => seen).toEqual(['fails', 'hint']);
    });
  });

  describe('a job somebody waits for', () => {
    it('gives its result, and the same result again for the same id', async () => {
      const id = freshId();
      let runs = 0;
      startWorker({
        'publish-home': async () => {
          runs += 1;
          return { kind: 'shown', runs };
        },
      });
      const end = { kind: 'done', result: { kind: 'shown', runs: 1 } };
      expect(await under.queue.enqueueAndWait(home('cli'), { id }, 5_000)).toEqual(end);
      expect(await under.queue.enqueueAndWait(home('cli'), { id }, 5_000)).toEqual(end);
    });

    it('gives the sentence of its fault, and nothing of an unexpected error', async () => {
      startWorker({
        'publish-home': async ({ user }) => {
          if (user === 'wrong') throw new ReleaseError('PROJECT_NOT_FOUND', 'user', 'There is no such project.');
          throw new Error('a bug with token xoxb-1');
        },
      });
      const wrong = await under.queue.enqueueAndWait(home('wrong'), { id: freshId() }, 5_000);
      expect(wrong).toEqual({ kind: 'failed', message: 'There is no such project.' });
      const bug = await under.queue.enqueueAndWait(home('bug'), { id: freshId() }, 8_000);
      expect(JSON.stringify(bug)).not.toContain('xoxb');
      expect(bug.kind).toBe('failed');
    });

    it('is still waiting when nobody runs it in time', async () => {
      expect(await under.queue.enqueueAndWait(home('late'), { id: freshId() }, 200)).toEqual({ kind: 'waiting' });
      const seen = startNoting();
      await expect.poll(() => seen).toEqual(['late']);
    });
  });

  describe('a worker that is closed', () => {
    it('lets its running job end and takes no other', async () => {
      const [started, seen] = [[] as string[], [] as string[]];
      const worker = startWorker({
        'publish-home': async ({ user }) => {
          started.push(user);
          await sleep(500);
          seen.push(user);
        },
      });
      await under.queue.enqueue(home('running'), { id: freshId() });
      await expect.poll(() => started, { timeout: 5_000 }).toEqual(['running']);
      const closed = worker.close({ timeoutMillis: 5_000 });
      await under.queue.enqueue(home('next'), { id: freshId() });
      expect(await closed).toBe(true);
      expect(seen).toEqual(['running']);
      const later = startNoting();
      await expect.poll(() => later).toEqual(['next']);
    });

    it('tells a job to stop that does not end in time', async () => {
      let isStarted = false;
      let stopped: unknown = null;
      const worker = startWorker({
        'publish-home': async (_job, signal) => {
          isStarted = true;
          await sleep(60_000, undefined, { signal }).catch(() => {
            stopped = signal.reason;
          });
        },
      });
      await under.queue.enqueue(home('endless'), { id: freshId() });
      await expect.poll(() => isStarted, { timeout: 5_000 }).toBe(true);
      const before = Date.now();
      await worker.close({ timeoutMillis: 300 });
      expect(Date.now() - before).toBeLessThan(4_000);
      expect(stopped).toEqual(new Error('the worker is stopping'));
    });
  });
}
