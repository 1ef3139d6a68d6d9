import type { Job } from '#domain/job.ts';
import { actReply } from '#templates/replies/act-reply.ts';
import { rollbackReply } from '#templates/replies/rollback-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Opens a rollback, or tells the release in flight to go back. Safe to run twice: the id is the rollback. */
export function requestRollbackJob({ requestRollback, reply }: JobPorts) {
  return async (job: Extract<Job, { name: 'request-rollback' }>): Promise<string> => {
    const outcome = await requestRollback(job);
    return reply(
      job.replyTo,
      outcome.kind === 'in_flight' ? actReply(outcome.outcome) : rollbackReply(outcome, job.request),
    );
  };
}
