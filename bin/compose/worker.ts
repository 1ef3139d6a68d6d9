import { createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { startBullmqWorker } from '#adapters/bullmq/bullmq-worker.ts';
import { createJobHandlers } from '#jobs/index.ts';
import { createTellFailure } from '#jobs/tell-failure.ts';
import type { Foundation } from './foundation.ts';
import { composeJobs } from './jobs.ts';
import { layWorkbench } from './workbench.ts';

export type RunningWorker = {
  /** Takes no more jobs and waits for the running ones, up to `timeoutMillis`. */
  stop(timeoutMillis: number): Promise<boolean>;
};

/** Starts a worker on everything the foundation gives. Any number may run on one Redis. */
export function startWorker(base: Foundation): RunningWorker {
  const connection = base.connect('worker');
  const queue = createBullmqQueue(connection);
  const jobs = composeJobs(layWorkbench(base, queue));
  const tellFailure = createTellFailure({ reply: jobs.reply, messenger: base.messenger, scratch: base.scratch });
  const worker = startBullmqWorker({
    connect: () => base.connect('worker'),
    handlers: createJobHandlers(jobs),
    concurrency: { work: base.environment.concurrency },
    onFailure: ({ name, job, error, willRetry }) => {
      base.log[willRetry ? 'warn' : 'error']({ err: error, job: name, willRetry }, 'a job failed');
      tellFailure({ job, error, willRetry }).catch((cause: unknown) =>
        base.log.warn({ err: cause, job: name }, 'a person could not be told that a job failed'),
      );
    },
    onError: (error) => base.log.warn({ err: error }, 'the queue'),
    onRestart: (lane) => base.log.warn({ lane }, 'the worker of a lane had stopped taking jobs and was started again'),
  });
  return {
    async stop(timeoutMillis) {
      const ended = await worker.close({ timeoutMillis });
      await queue.close();
      await connection.close();
      return ended;
    },
  };
}
