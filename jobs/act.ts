import type { Job } from '#domain/job.ts';
import { actReply } from '#templates/replies/act-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Carries out one press of a button, or its equal from the command line, and answers the person who pressed it. */
export function actJob({ act, reply }: JobPorts) {
  return async (job: Extract<Job, { name: 'act' }>): Promise<string> => {
    const outcome = await act(job);
    return reply(job.replyTo, actReply(outcome));
  };
}
