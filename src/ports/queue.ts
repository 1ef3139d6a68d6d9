import type { Job } from '#domain/job.ts';

export type EnqueueOptions = {
  /**
   * Waiting jobs with the same id are one job. A job enqueued while one of its id runs is kept and runs after it, so a hint is never
   * lost; of several, the last. When none is left the id is free again. A job for now never waits behind a delayed one of its id.
   * Letters, digits, dash and underscore, up to 180; never all digits.
   */
  readonly id: string;
  /** Milliseconds to wait before the job may start. */
  readonly delay?: number;
  /** What a person asked for: a second job with this id within an hour is the first one, also when that has ended. */
  readonly once?: true;
};

/** The queue is a hint, the log is the truth: a lost, doubled or late job changes nothing. */
export type Queue = {
  /** Resolves once the job is stored. Fails within a second with REDIS_UNAVAILABLE when it cannot be. */
  enqueue(job: Job, options: EnqueueOptions): Promise<void>;
};
