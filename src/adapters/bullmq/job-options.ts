import type { JobsOptions } from 'bullmq';
import type { EnqueueOptions } from '#ports/queue.ts';

const week = 7 * 24 * 3_600;

/** What holds for every job: an unexpected error is tried three times, a finished job is forgotten, a failed one kept for a week. */
export const everyJob = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 500 },
  removeOnComplete: true,
  removeOnFail: { age: week, count: 1_000 },
  stackTraceLimit: 1,
} as const satisfies JobsOptions;

/**
 * Jobs with one id are one job while it waits. The id is a deduplication id and not BullMQ's job id, because BullMQ drops a job whose id
 * belongs to a job that is running, and then a hint that came during the run would be lost: this way it is kept and runs next. Jobs for
 * now and jobs for later are told apart, each second of "later" by itself, so that a job for now never waits behind a later one.
 */
export function hintOptions({ id, delay = 0 }: EnqueueOptions, now: number): JobsOptions {
  const due = delay > 0 ? `${id}-at-${Math.ceil((now + delay) / 1_000)}` : id;
  return { ...everyJob, delay, deduplication: { id: checkedId(due), keepLastIfActive: true } };
}

/** A job whose result somebody waits for. It is kept for an hour under its id, so that asking again with the id gives the same result. */
export function awaitedOptions({ id, delay = 0 }: EnqueueOptions): JobsOptions {
  return { ...everyJob, delay, jobId: checkedId(id), removeOnComplete: { age: 3_600 }, removeOnFail: { age: 3_600 } };
}

/** The sweep: one in each period, however many workers ask for it. */
export function sweepOptions(everyMillis: number): JobsOptions {
  return { ...everyJob, attempts: 1, deduplication: { id: 'sweep', ttl: Math.max(1, Math.floor(everyMillis * 0.9)) } };
}

function checkedId(id: string): string {
  if (!/^[A-Za-z0-9_-]{1,200}$/.test(id) || /^\d+$/.test(id)) {
    throw new TypeError(`"${id}" is not the id of a job: letters, digits, dashes and underscores, not digits alone.`);
  }
  return id;
}
