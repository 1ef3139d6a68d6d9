import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { releasePlanReply } from '#templates/replies/release-plan-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Writes the plan of a release into the channel. Nothing is proposed, so it may run twice. */
export function releasePlanJob({ publish, reply, makeReleasePlan }: JobPorts) {
  return async (job: Extract<Job, { name: 'release-plan' }>): Promise<Answer> => {
    const { id, actor, request } = job;
    const outcome = await makeReleasePlan({ id, request, actor });
    const words = releasePlanReply(outcome);
    return outcome.kind === 'planned' ? publish(job, { words }) : reply(job.replyTo, words, 'refused');
  };
}
