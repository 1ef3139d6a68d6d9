import { DelayedError, UnrecoverableError } from 'bullmq';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type JobFailure, runJob } from '#adapters/bullmq/run-job.ts';
import { ReleaseError } from '#errors.ts';
import { jobHandlers } from '#test/support/job-handlers.ts';

const hour = 3_600_000;
const now = 100 * hour;
afterEach(() => {
  vi.useRealTimers();
});

/** Runs a home that throws `error`; tells how it ended, what was reported and to when the job was moved. */
async function runThrowing(error: unknown, stored: { timestamp?: number; delay?: number; attemptsMade?: number } = {}) {
  vi.useFakeTimers({ now });
  const failures: JobFailure[] = [];
  const movedTo: number[] = [];
  const { timestamp = now, delay = 0, attemptsMade = 0 } = stored;
  const bullJob = {
    name: 'publish-home',
    data: { name: 'publish-home', user: 'mira' },
    opts: { attempts: 3, delay },
    timestamp,
    attemptsMade,
    attemptsStarted: attemptsMade + 1,
    moveToDelayed: async (time: number) => void movedTo.push(time),
  };
  const handlers = jobHandlers({
    'publish-home': async () => {
      throw error;
    },
  });
  const ended = await runJob(handlers, bullJob, 'token', new AbortController().signal, (f) => failures.push(f)).catch(
    (thrown: unknown) => thrown,
  );
  return { ended, willRetry: failures.map((failure) => failure.willRetry), movedTo };
}

const transient = new ReleaseError('GIT_UNREACHABLE', 'transient', 'The repository cannot be reached.');

describe('a transient fault', () => {
  it('moves the job to the next try without using up an attempt', async () => {
    const { ended, willRetry, movedTo } = await runThrowing(transient, { timestamp: now - hour + 1 });
    expect(ended).toBeInstanceOf(DelayedError);
    expect([willRetry, movedTo]).toEqual([[true], [now + 250]]);
  });

  it('is given up after an hour', async () => {
    const { ended, willRetry, movedTo } = await runThrowing(transient, { timestamp: now - hour });
    expect(ended).toEqual(new UnrecoverableError('The repository cannot be reached.'));
    expect([willRetry, movedTo]).toEqual([[false], []]);
  });

  it('is given its hour from when the job was due, not from when it was enqueued', async () => {
    const { willRetry } = await runThrowing(transient, { timestamp: now - 24 * hour, delay: 24 * hour });
    expect(willRetry).toEqual([true]);
  });
});

it.each([
  [0, true],
  [1, true],
  [2, false],
])('tries an unexpected error again while attempts are left: %i used', async (attemptsMade, retried) => {
  const { ended, willRetry } = await runThrowing(new Error('token xoxb-1'), { attemptsMade });
  expect(willRetry).toEqual([retried]);
  expect(String(ended)).not.toContain('xoxb');
});
