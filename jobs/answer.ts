import type { Job } from '#domain/job.ts';
import { statusReply } from '#templates/replies/status-reply.ts';
import { whyReply } from '#templates/replies/why-reply.ts';
import type { JobPorts } from './job-ports.ts';

/** Answers a question about releases: where they stand, or what exactly one waits for. */
export function answerJob(ports: JobPorts) {
  return async (job: Extract<Job, { name: 'answer' }>): Promise<string> => {
    const { question } = job;
    const overview = await ports.overview(job.actor, question.project);
    if (question.kind === 'status') return ports.reply(job.replyTo, statusReply(overview));
    const asked =
      question.release === null
        ? overview.projects.flatMap((project) => project.open)
        : [await ports.releases.get(question.release)];
    const now = ports.clock.now();
    const pictures = await Promise.all(
      asked.map(async (release) => ({ release, now, eligible: await ports.eligibleFor(release) })),
    );
    return ports.reply(job.replyTo, whyReply(pictures));
  };
}
