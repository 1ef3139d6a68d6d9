import { type Job as BullJob, WaitingError, Worker } from 'bullmq';
import type { RedisConnection } from '../redis/connect-redis.ts';
import { type QueueName, queuePrefix } from './queue-names.ts';
import { type JobFailure, type JobHandlers, runJob } from './run-job.ts';
import { createRunningJobs, type RunningJobs } from './running-jobs.ts';

/** How soon the jobs of a killed worker start again: after `lockMillis` at most, plus one `stalledCheckMillis`. */
export type LockSettings = { readonly lockMillis: number; readonly stalledCheckMillis: number };

export type LaneWorkerOptions = {
  readonly name: QueueName;
  readonly namespace: string;
  readonly handlers: JobHandlers;
  readonly concurrency: number;
  readonly locks: LockSettings;
  readonly onFailure: (failure: JobFailure) => void;
  readonly onError: (error: Error) => void;
  /** Takes jobs at once unless false. */
  readonly autorun?: boolean;
};

/** A worker on one lane with a connection of its own. */
export type LaneWorker = {
  /** Jobs due now, of which none was taken since the last look though there was room: a sign that the worker stopped in silence. */
  idlesOverDueJobs(): Promise<boolean>;
  /** Takes no more jobs and waits for the running ones; after `timeoutMillis` they are told to stop. True when all of them ended. */
  close(timeoutMillis: number): Promise<boolean>;
};

const stopWithin = 1_000;
const overdueAfter = 1_000;

/** Starts a worker on one lane. It takes `redis` over and closes it. */
export function startLaneWorker(redis: RedisConnection, options: LaneWorkerOptions): LaneWorker {
  const running = createRunningJobs(options.locks.lockMillis);
  let taken = 0;
  let isClosing = false;
  const worker = openWorker(redis, options, running, async (job, token) => {
    taken += 1;
    if (isClosing) return await giveBack(job, token);
    const id = job.id ?? '';
    try {
      return await runJob(options.handlers, job, token, running.start(id), options.onFailure);
    } finally {
      running.finish(id);
    }
  });
  return {
    async idlesOverDueJobs() {
      const before = taken;
      taken = 0;
      return before === 0 && running.size < options.concurrency && (await hasDueJobs(redis, worker));
    },
    async close(timeoutMillis) {
      isClosing = true;
      const closing = worker.close().then(() => true);
      let ended = await settlesWithin(closing, timeoutMillis);
      if (!ended) {
        running.abortAll('the worker is stopping');
        ended = await settlesWithin(closing, stopWithin);
      }
      if (!ended)
        await settlesWithin(
          worker.disconnect().then(() => true),
          stopWithin,
        );
      await redis.close();
      return ended;
    },
  };
}

function openWorker(
  redis: RedisConnection,
  { name, namespace, concurrency, locks, autorun = true, onError }: LaneWorkerOptions,
  running: RunningJobs,
  processor: (job: BullJob, token?: string) => Promise<unknown>,
): Worker {
  const worker = new Worker(name, processor, {
    connection: redis.client,
    prefix: queuePrefix(namespace),
    concurrency,
    autorun,
    lockDuration: locks.lockMillis,
    lockRenewTime: locks.lockMillis / 4,
    stalledInterval: locks.stalledCheckMillis,
    // A job that is running when its worker dies is not at fault, however often that happens.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    drainDelay: 2,
    runRetryDelay: 500,
  });
  worker.on('error', onError);
  worker.on('locksRenewed', ({ jobIds }) => running.renewed(jobIds));
  worker.on('lockRenewalFailed', (jobIds) => running.lost(jobIds));
  return worker;
}

/** BullMQ may hand out one more job while it closes; another worker shall have it. */
async function giveBack(job: BullJob, token: string | undefined): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

async function hasDueJobs(redis: RedisConnection, worker: Worker): Promise<boolean> {
  const keyOf = (part: string) => worker.toKey(part);
  // BullMQ's score of a delayed job is its time in milliseconds times 4096.
  const overdue = (Date.now() - overdueAfter) * 0x1000;
  const [paused, waiting, late] = await redis.ask((client) =>
    Promise.all([
      client.hexists(keyOf('meta'), 'paused'),
      client.llen(keyOf('wait')),
      client.zcount(keyOf('delayed'), '-inf', overdue),
    ]),
  );
  return paused === 0 && waiting + late > 0;
}

async function settlesWithin(work: Promise<boolean>, millis: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), millis);
  });
  try {
    return await Promise.race([work.catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
