import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { versionBumpRefused, versionBumpReply } from '#templates/replies/version-bump-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Brings version files to a version, or shows what that would change. Safe to run twice: the second run finds the files, commit and tag. */
export function versionBumpJob({ publish, reply, versionBump }: JobPorts) {
  return async (job: Extract<Job, { name: 'version-bump' }>): Promise<Answer> => {
    const outcome = await versionBump(job);
    if (outcome.kind === 'refused') return reply(job.replyTo, versionBumpRefused(outcome), 'refused');
    return publish(job, versionBumpReply(outcome, outcome.kind === 'shown' ? null : job.actor));
  };
}
