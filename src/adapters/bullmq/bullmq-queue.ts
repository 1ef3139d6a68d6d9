import { setTimeout as sleep } from 'node:timers/promises';
import { Queue as BullQueue, type JobsOptions } from 'bullmq';
import type { Job } from '#domain/job.ts';
import { ReleaseError } from '#errors.ts';
import type { EnqueueOptions, Queue } from '#ports/queue.ts';
import type { RedisConnection } from '../redis/connect-redis.ts';
import { awaitedOptions, hintOptions, sweepOptions } from './job-options.ts';
import { type QueueName, queueNames, queueOf, queuePrefix } from './queue-names.ts';

const lookEvery = 100;

/** How an awaited job ended. `message` is safe to show. */
export type JobEnd =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly message: string }
  /** Not finished in time; it may still run. */
  | { readonly kind: 'waiting' };

export type BullmqQueue = Queue & {
  /** Enqueues a job and waits for its end. A second call with the same id within an hour gives the first one's end. */
  enqueueAndWait(job: Job, options: EnqueueOptions, timeoutMillis: number): Promise<JobEnd>;
  /** Asks for a sweep; at most one is made in each period, however many ask. */
  askForSweep(everyMillis: number): Promise<void>;
  /** Jobs in each lane, by BullMQ's state names. */
  counts(): Promise<Record<QueueName, Record<string, number>>>;
  /** Stops using the connection, which stays open. */
  close(): Promise<void>;
};

/**
 * The queue on BullMQ. With a connection of the `app` role a call fails within a second when Redis is away; with one of the `worker` role
 * it waits until Redis is back.
 */
export function createBullmqQueue(redis: RedisConnection, namespace = 'fairlead'): BullmqQueue {
  const lanes = createLanes(redis, namespace);
  const add = (job: Job, options: JobsOptions) =>
    lanes.use(queueOf[job.name], async (lane) => {
      await lane.add(job.name, job, options);
    });
  return {
    enqueue: async (job, options) =>
      add(job, options.once === true ? awaitedOptions(options) : hintOptions(options, Date.now())),
    askForSweep: async (everyMillis) => add({ name: 'sweep' }, sweepOptions(everyMillis)),
    async enqueueAndWait(job, options, timeoutMillis) {
      await add(job, awaitedOptions(options));
      return await endOf(lanes, queueOf[job.name], options.id, Date.now() + timeoutMillis);
    },
    async counts() {
      const counted = queueNames.map(async (name) => [name, await lanes.use(name, (lane) => lane.getJobCounts())]);
      return Object.fromEntries(await Promise.all(counted));
    },
    close: () => lanes.close(),
  };
}

type Lanes = {
  use<T>(name: QueueName, work: (lane: BullQueue) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** BullMQ's queue objects, made when first used. One that met no Redis while it started never recovers, so it is made again. */
function createLanes(redis: RedisConnection, namespace: string): Lanes {
  const lanes = new Map<QueueName, BullQueue>();
  const laneOf = async (name: QueueName): Promise<BullQueue> => {
    const lane = lanes.get(name) ?? openLane(redis, namespace, name);
    lanes.set(name, lane);
    try {
      await lane.waitUntilReady();
      return lane;
    } catch (error) {
      lanes.delete(name);
      lane.close().catch(() => {});
      throw error;
    }
  };
  return {
    use: (name, work) => redis.ask(async () => work(await laneOf(name))),
    async close() {
      await Promise.allSettled([...lanes.values()].map((lane) => lane.close()));
      lanes.clear();
    },
  };
}

function openLane(redis: RedisConnection, namespace: string, name: QueueName): BullQueue {
  const lane = new BullQueue(name, { connection: redis.client, prefix: queuePrefix(namespace) });
  // The connection's own listener hears the fault; each call reports what it could not do.
  lane.on('error', () => {});
  return lane;
}

async function endOf(lanes: Lanes, name: QueueName, id: string, until: number): Promise<JobEnd> {
  while (Date.now() < until) {
    const end = await lanes.use(name, (lane) => lookAt(lane, id)).catch(waitOutTransient);
    if (end.kind !== 'waiting') return end;
    await sleep(lookEvery);
  }
  return { kind: 'waiting' };
}

async function lookAt(lane: BullQueue, id: string): Promise<JobEnd> {
  const job = await lane.getJob(id);
  if (job?.finishedOn === undefined) return { kind: 'waiting' };
  if (job.failedReason) return { kind: 'failed', message: job.failedReason };
  return { kind: 'done', result: job.returnvalue };
}

function waitOutTransient(error: unknown): JobEnd {
  if (error instanceof ReleaseError && error.fault === 'transient') return { kind: 'waiting' };
  throw error;
}
