import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { releaseValidationReply } from '#templates/replies/release-validation-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Opens the validation of a version. Safe to run twice: the id is the validation. */
export function releaseValidationJob({ requestValidation, reply }: JobPorts) {
  return async (job: Extract<Job, { name: 'release-validation' }>): Promise<Answer> => {
    const outcome = await requestValidation(job);
    const isOpen = outcome.kind === 'opened' || outcome.kind === 'already';
    return reply(job.replyTo, releaseValidationReply(outcome), isOpen ? 'done' : 'refused');
  };
}
