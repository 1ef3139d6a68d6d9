import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { proposeReply } from '#templates/replies/propose-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Proposes a release and tells the person what became of it. Safe to run twice: the id is the release. */
export function proposeJob({ propose, reply }: JobPorts) {
  return async (job: Extract<Job, { name: 'propose' }>): Promise<Answer> => {
    const outcome = await propose(job);
    return reply(job.replyTo, proposeReply(outcome), outcome.kind === 'refused' ? 'refused' : 'done');
  };
}
