import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { releaseNotesRefused, releaseNotesReply } from '#templates/replies/release-notes-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Writes release notes and publishes them: what fits in the message, else as a file in its thread. Refusals go to the person alone. */
export function releaseNotesJob({ makeReleaseNotes, publish, reply }: JobPorts) {
  return async (job: Extract<Job, { name: 'release-notes' }>): Promise<Answer> => {
    const outcome = await makeReleaseNotes(job);
    if (outcome.kind === 'refused') return reply(job.replyTo, releaseNotesRefused(outcome.refusal), 'refused');
    return publish(job, releaseNotesReply(outcome, job.request));
  };
}
