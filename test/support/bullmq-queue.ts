import { Queue as BullQueue } from 'bullmq';
import { createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { type BullmqWorkerOptions, startBullmqWorker } from '#adapters/bullmq/bullmq-worker.ts';
import type { JobFailure, JobHandlers } from '#adapters/bullmq/run-job.ts';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { jobHandlers } from './job-handlers.ts';
import { freshPrefix } from './redis.ts';

/** The queue at `url` under a namespace nobody has used, and a way to start workers on it. */
export async function openBullmqQueue(url: string) {
  const redis = connectRedis(url, 'app');
  await redis.whenReady(5_000);
  const namespace = freshPrefix('queue');
  const queue = createBullmqQueue(redis, namespace);
  const startWorker = (
    planned: Partial<JobHandlers>,
    onFailure: (failure: JobFailure) => void = () => {},
    more: Partial<BullmqWorkerOptions> = {},
  ) =>
    startBullmqWorker({
      connect: () => connectRedis(url, 'worker'),
      handlers: jobHandlers(planned),
      namespace,
      onFailure,
      onError: () => {},
      ...more,
    });
  return {
    redis,
    namespace,
    queue,
    startWorker,
    /** Adds a job that no version of Fairlead would. */
    async addRaw(lane: string, name: string, data: unknown) {
      const raw = new BullQueue(lane, { connection: redis.client, prefix: `{${namespace}}` });
      await raw.add(name, data);
      await raw.close();
    },
    close: async () => {
      await queue.close();
      await redis.close();
    },
  };
}
