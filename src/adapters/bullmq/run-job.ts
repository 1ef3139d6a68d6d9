import { type Job as BullJob, DelayedError, UnrecoverableError } from 'bullmq';
import { Job, type JobName } from '#domain/job.ts';
import { ReleaseError } from '#errors.ts';
import { retryDelay } from './retry-delay.ts';

export type JobHandlers = {
  readonly [Name in JobName]: (job: Extract<Job, { name: Name }>, signal: AbortSignal) => Promise<unknown>;
};

/** A run that ended with an error. `willRetry` is false when nobody will try again; `job` is null when its payload could not be read. */
export type JobFailure = {
  readonly name: string;
  readonly job: Job | null;
  readonly error: unknown;
  readonly willRetry: boolean;
};

type RunningBullJob = Pick<
  BullJob,
  'name' | 'data' | 'opts' | 'timestamp' | 'attemptsMade' | 'attemptsStarted' | 'moveToDelayed'
>;

const giveUpAfter = 3_600_000;

/**
 * Runs one job and tells BullMQ what to do next. A transient fault is tried again for an hour from when
 * the job was due; a fault of the user or of the set-up
 * never; anything else is a bug and is tried as often as the job's options say. What BullMQ stores of an error is safe to show.
 */
export async function runJob(
  handlers: JobHandlers,
  bullJob: RunningBullJob,
  token: string | undefined,
  signal: AbortSignal,
  onFailure: (failure: JobFailure) => void,
): Promise<unknown> {
  const parsed = Job.safeParse(bullJob.data);
  if (!parsed.success) {
    const error = new ReleaseError('PAYLOAD_INVALID', 'fatal', `A stored ${bullJob.name} job cannot be read.`, {
      cause: parsed.error,
    });
    onFailure({ name: bullJob.name, job: null, error, willRetry: false });
    throw new UnrecoverableError(error.message);
  }
  const job = parsed.data;
  try {
    return (await dispatch(handlers, job, signal)) ?? null;
  } catch (error) {
    const willRetry = mayRetry(error, bullJob);
    onFailure({ name: job.name, job, error, willRetry });
    if (!(error instanceof ReleaseError))
      throw new Error('An unexpected error; the log of the worker has the whole of it.');
    if (!willRetry) throw new UnrecoverableError(error.message);
    const now = Date.now();
    await bullJob.moveToDelayed(now + retryDelay(bullJob.attemptsStarted, now, error.retryAt), token);
    throw new DelayedError();
  }
}

function dispatch(handlers: JobHandlers, job: Job, signal: AbortSignal): Promise<unknown> {
  // The name picks the handler of that very name, which the type of a table cannot express.
  const handler = handlers[job.name] as (job: Job, signal: AbortSignal) => Promise<unknown>;
  return handler(job, signal);
}

function mayRetry(error: unknown, { attemptsMade, opts, timestamp }: RunningBullJob): boolean {
  if (!(error instanceof ReleaseError)) return attemptsMade + 1 < (opts.attempts ?? 1);
  return error.fault === 'transient' && Date.now() - (timestamp + (opts.delay ?? 0)) < giveUpAfter;
}
