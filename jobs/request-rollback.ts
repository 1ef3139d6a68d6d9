import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { actReply } from '#templates/replies/act-reply.ts';
import { rollbackReply } from '#templates/replies/rollback-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Opens a rollback, or tells the release in flight to go back. Safe to run twice: the id is the rollback. */
export function requestRollbackJob({ requestRollback, reply }: JobPorts) {
  return async (job: Extract<Job, { name: 'request-rollback' }>): Promise<Answer> => {
    const outcome = await requestRollback(job);
    if (outcome.kind === 'in_flight') {
      const isDone = outcome.outcome.kind === 'done' || outcome.outcome.kind === 'already';
      return reply(job.replyTo, actReply(outcome.outcome), isDone ? 'done' : 'refused');
    }
    return reply(job.replyTo, rollbackReply(outcome, job.request), outcome.kind === 'refused' ? 'refused' : 'done');
  };
}
