import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, UnrecoverableError } from 'bullmq';
import type { JobEnd } from '#adapters/bullmq/bullmq-queue.ts';
import { awaitedOptions, everyJob, hintOptions } from '#adapters/bullmq/job-options.ts';
import { type JobFailure, type JobHandlers, runJob } from '#adapters/bullmq/run-job.ts';
import type { Job } from '#domain/job.ts';
import type { EnqueueOptions, Queue } from '#ports/queue.ts';
import { jobHandlers } from './job-handlers.ts';

export type MemoryQueue = Queue & {
  enqueueAndWait(job: Job, options: EnqueueOptions, timeoutMillis: number): Promise<JobEnd>;
  /** The jobs that wait or run, for tests that look instead of working. */
  jobs(): readonly Job[];
  startWorker(
    planned: Partial<JobHandlers>,
    onFailure?: (failure: JobFailure) => void,
  ): { close(options: { timeoutMillis: number }): Promise<boolean> };
};

/** A queue in memory that passes the same contract as the one on BullMQ. */
export function createMemoryQueue(): MemoryQueue {
  const table = createJobTable();
  return {
    jobs: () => [...table.entries.values()].map(({ job }) => job),
    async enqueue(job, options) {
      const { once = false, delay = 0 } = options;
      const key = once ? awaitedKey(options) : (hintOptions(options, Date.now()).deduplication?.id ?? '');
      if (!once || !(table.entries.has(key) || table.ends.has(key))) table.add(key, job, delay);
    },
    async enqueueAndWait(job, options, timeoutMillis) {
      const key = awaitedKey(options);
      if (!table.ends.has(key)) table.add(key, job, options.delay ?? 0);
      for (const until = Date.now() + timeoutMillis; !table.ends.has(key) && Date.now() < until; ) await sleep(5);
      return table.ends.get(key) ?? { kind: 'waiting' };
    },
    startWorker: (planned, onFailure = () => {}) => startWorker(table, jobHandlers(planned), onFailure),
  };
}

const awaitedKey = (options: EnqueueOptions) => `awaited ${awaitedOptions(options).jobId}`;

type Entry = {
  readonly key: string;
  readonly job: Job;
  readonly since: number;
  dueAt: number;
  starts: number;
  failures: number;
  isRunning: boolean;
  next: Entry | null;
};

function createJobTable() {
  const entries = new Map<string, Entry>();
  const ends = new Map<string, JobEnd>();
  return {
    entries,
    ends,
    add(key: string, job: Job, delay: number) {
      const dueAt = Date.now() + delay;
      const entry = { key, job, since: dueAt, dueAt, starts: 0, failures: 0, isRunning: false, next: null };
      const present = entries.get(key);
      if (present === undefined) entries.set(key, entry);
      else if (present.isRunning) present.next = entry;
    },
    end(entry: Entry, how: JobEnd) {
      ends.set(entry.key, how);
      entries.delete(entry.key);
      if (entry.next !== null) entries.set(entry.key, entry.next);
    },
  };
}
type JobTable = ReturnType<typeof createJobTable>;

function startWorker(table: JobTable, handlers: JobHandlers, onFailure: (failure: JobFailure) => void) {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const take = () => {
    for (const entry of table.entries.values()) {
      if (entry.isRunning || entry.dueAt > Date.now()) continue;
      const done = runEntry(table, entry, (bullJob) =>
        runJob(handlers, bullJob, undefined, stopping.signal, onFailure),
      ).finally(() => running.delete(done));
      running.add(done);
    }
  };
  const timer = setInterval(take, 5);
  return {
    async close({ timeoutMillis }: { timeoutMillis: number }) {
      clearInterval(timer);
      const all = Promise.all(running).then(() => true);
      const inTime = await Promise.race([all, sleep(timeoutMillis, false)]);
      if (!inTime) stopping.abort(new Error('the worker is stopping'));
      return inTime || (await Promise.race([all, sleep(1_000, false)]));
    },
  };
}

async function runEntry(
  table: JobTable,
  entry: Entry,
  run: (bullJob: Parameters<typeof runJob>[1]) => Promise<unknown>,
) {
  entry.isRunning = true;
  entry.starts += 1;
  try {
    const result = await run({
      name: entry.job.name,
      data: entry.job,
      opts: everyJob,
      timestamp: entry.since,
      attemptsMade: entry.failures,
      attemptsStarted: entry.starts,
      moveToDelayed: async (dueAt: number) => {
        entry.dueAt = dueAt;
      },
    });
    table.end(entry, { kind: 'done', result });
  } catch (error) {
    entry.isRunning = false;
    if (!(error instanceof DelayedError)) countFailure(table, entry, error);
  }
}

function countFailure(table: JobTable, entry: Entry, error: unknown) {
  entry.failures += 1;
  if (error instanceof UnrecoverableError || entry.failures >= everyJob.attempts) {
    table.end(entry, { kind: 'failed', message: error instanceof Error ? error.message : '' });
  } else {
    entry.dueAt = Date.now() + everyJob.backoff.delay * 2 ** (entry.failures - 1);
  }
}
