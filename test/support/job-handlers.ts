import type { JobHandlers } from '#adapters/bullmq/run-job.ts';
import type { JobName } from '#domain/job.ts';

const jobNames = [
  'propose',
  'request-rollback',
  'act',
  'answer',
  'advance',
  'run-step',
  'webhook-hint',
  'render',
  'publish-home',
  'fill-release-modal',
  'fill-rollback-modal',
  'fill-notes-modal',
  'edit-notes',
  'sweep',
] as const satisfies readonly JobName[];

/** Handlers for the jobs a test plans for. Any other job but the sweep fails loudly. */
export function jobHandlers(planned: Partial<JobHandlers>): JobHandlers {
  const handlers = jobNames.map((name) => [
    name,
    async () => {
      if (name !== 'sweep') throw new Error(`No ${name} job was planned.`);
    },
  ]);
  return { ...Object.fromEntries(handlers), ...planned };
}
