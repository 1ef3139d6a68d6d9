import type { RedisConnection } from '../redis/connect-redis.ts';
import { createBullmqQueue } from './bullmq-queue.ts';
import { type LaneWorkerOptions, type LockSettings, startLaneWorker } from './lane-worker.ts';
import { type QueueName, queueNames } from './queue-names.ts';
import type { JobFailure, JobHandlers } from './run-job.ts';
import { superviseWorker } from './supervise-worker.ts';

export type BullmqWorkerOptions = {
  /** Opens a connection of the `worker` role. Each lane has its own, and a new one whenever it is restarted. */
  readonly connect: () => RedisConnection;
  readonly handlers: JobHandlers;
  readonly namespace?: string;
  /** Jobs run at once in each lane. */
  readonly concurrency?: Partial<Record<QueueName, number>>;
  readonly locks?: LockSettings;
  /** Milliseconds between sweeps; one is made in each period, however many workers there are. */
  readonly sweepEveryMillis?: number;
  readonly checkEveryMillis?: number;
  /** Hears every run that ended with an error, once. */
  readonly onFailure: (failure: JobFailure) => void;
  /** Hears faults of the connection and of BullMQ, which mend themselves. */
  readonly onError: (error: Error) => void;
  readonly onRestart?: (lane: QueueName) => void;
};

export type BullmqWorker = {
  /**
   * Takes no more jobs and waits up to `timeoutMillis` for the running ones, then tells them to stop. True when all ended; the rest start
   * again on another worker once their locks have run out. A second call gives the first one's answer.
   */
  close(options: { readonly timeoutMillis: number }): Promise<boolean>;
};

const usualConcurrency = { control: 20, work: 10, messages: 10 } as const satisfies Record<QueueName, number>;
const usualLocks: LockSettings = { lockMillis: 4_000, stalledCheckMillis: 1_000 };

/** Starts a worker on all lanes. Any number of them may run on one Redis; a job runs on one at a time. */
export function startBullmqWorker(options: BullmqWorkerOptions): BullmqWorker {
  const { connect, namespace = 'fairlead', checkEveryMillis = 5_000 } = options;
  const lanes = queueNames.map((name) =>
    superviseWorker({
      start: () => startLaneWorker(connect(), laneOptions(name, namespace, options)),
      checkEveryMillis,
      onRestart: () => options.onRestart?.(name),
    }),
  );
  const stopSweeping = askForSweeps(options, namespace);
  let closing: Promise<boolean> | undefined;
  return {
    close({ timeoutMillis }) {
      closing ??= closeAll(lanes, stopSweeping, timeoutMillis);
      return closing;
    },
  };
}

function laneOptions(name: QueueName, namespace: string, options: BullmqWorkerOptions): LaneWorkerOptions {
  const { handlers, onFailure, onError, concurrency, locks = usualLocks } = options;
  return {
    name,
    namespace,
    handlers,
    onFailure,
    onError,
    locks,
    concurrency: concurrency?.[name] ?? usualConcurrency[name],
  };
}

async function closeAll(
  lanes: readonly { close(timeoutMillis: number): Promise<boolean> }[],
  stopSweeping: () => Promise<void>,
  timeoutMillis: number,
): Promise<boolean> {
  const [ends] = await Promise.all([Promise.all(lanes.map((lane) => lane.close(timeoutMillis))), stopSweeping()]);
  return ends.every((ended) => ended);
}

/**
 * Asks for a sweep now and then. The clock is this process's and not a schedule kept in Redis, so an emptied queue is swept
 * all the same.
 */
function askForSweeps({ connect, sweepEveryMillis = 5_000, onError }: BullmqWorkerOptions, namespace: string) {
  const redis = connect();
  const queue = createBullmqQueue(redis, namespace);
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    await queue.askForSweep(sweepEveryMillis).catch(onError);
    asking = false;
  };
  const timer = setInterval(ask, sweepEveryMillis);
  void ask();
  return async () => {
    clearInterval(timer);
    await redis.close();
    await queue.close();
  };
}
