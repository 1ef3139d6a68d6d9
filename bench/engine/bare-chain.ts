import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

export type BareChain = {
  /** Runs `length` jobs, each of which enqueues the next, and gives the milliseconds from the first enqueue to the end of the last. */
  run(length: number): Promise<number>;
  close(): Promise<void>;
};

/** BullMQ with nothing around it: one queue, one worker with the library's own settings, finished jobs forgotten. */
export async function startBareChain(redisUrl: string): Promise<BareChain> {
  const connect = () => new Redis(redisUrl, { maxRetriesPerRequest: null });
  const connections = [connect(), connect()] as const;
  const queue = new Queue('bare-chain', { connection: connections[0] });
  let done = () => {};
  const add = (left: number) => queue.add('link', { left }, { removeOnComplete: true });
  const worker = new Worker<{ left: number }>(
    'bare-chain',
    async ({ data }) => {
      if (data.left > 1) await add(data.left - 1);
      else done();
    },
    { connection: connections[1] },
  );
  await worker.waitUntilReady();
  return {
    async run(length) {
      const finished = new Promise<void>((resolve) => {
        done = resolve;
      });
      const started = performance.now();
      await add(length);
      await finished;
      return performance.now() - started;
    },
    async close() {
      await worker.close();
      await queue.close();
      for (const connection of connections) connection.disconnect();
    },
  };
}
