import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { semanticVersionReply } from '#templates/replies/semantic-version-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Tells a person which version comes next, and why. Nothing is changed, so it may run twice. */
export function semanticVersionJob({ reply, semanticVersion }: JobPorts) {
  return async (job: Extract<Job, { name: 'semantic-version' }>): Promise<Answer> => {
    const outcome = await semanticVersion(job.request);
    return reply(job.replyTo, semanticVersionReply(outcome), outcome.kind === 'refused' ? 'refused' : 'done');
  };
}
