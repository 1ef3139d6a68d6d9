import type { Job } from '#domain/job.ts';

export type EnqueueOptions = {
  /** Waiting jobs with the same id are one job. Letters, digits, dash and underscore; never all digits. */
  readonly id: string;
  /** Milliseconds to wait before the job may start. */
  readonly delay?: number;
};

/** The queue is a hint, the log is the truth: a lost, doubled or late job changes nothing. */
export type Queue = {
  /** Resolves once the job is stored. Fails within a second with REDIS_UNAVAILABLE when it cannot be. */
  enqueue(job: Job, options: EnqueueOptions): Promise<void>;
};
