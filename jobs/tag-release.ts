import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { aboutToTagReply, tagReleaseReply } from '#templates/replies/tag-release-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Tags a version and tells the channel. The person sees which commit it will be before it is done. Safe to run twice: a tag is made once. */
export function tagReleaseJob({ publish, reply, tagRelease }: JobPorts) {
  return async (job: Extract<Job, { name: 'tag-release' }>): Promise<Answer> => {
    const { actor, replyTo, request } = job;
    const announce = async (ahead: Parameters<typeof aboutToTagReply>[0]): Promise<void> => {
      await reply(replyTo, aboutToTagReply(ahead));
    };
    const outcome = await tagRelease({ request, actor, announce });
    const words = tagReleaseReply(outcome, actor);
    return outcome.kind === 'refused' ? reply(replyTo, words, 'refused') : publish(job, { words });
  };
}
