import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { rollbackPlanReply } from '#templates/replies/rollback-plan-reply.ts';
import type { JobPorts } from './job-ports.ts';

/**
 * Writes the plan of a rollback into the channel. Nothing is started, so it may run twice. A plan that does not keep what was demanded, or
 * cannot be carried out, is written as well and counts as refused: a script can ask.
 */
export function rollbackPlanJob({ publish, reply, makeRollbackPlan }: JobPorts) {
  return async (job: Extract<Job, { name: 'rollback-plan' }>): Promise<Answer> => {
    const { id, actor, request } = job;
    const outcome = await makeRollbackPlan({ id, request, actor });
    const words = rollbackPlanReply(outcome);
    if (outcome.kind === 'refused' || outcome.kind === 'not_running') return reply(job.replyTo, words, 'refused');
    const isForbidden = outcome.kind === 'planned' && outcome.places.some(({ refusal }) => refusal !== null);
    const answer = await publish(job, { words });
    return outcome.unmet === null && !isForbidden ? answer : { ...answer, how: 'refused' };
  };
}
