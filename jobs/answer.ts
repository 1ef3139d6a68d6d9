import type { Answer } from '#domain/answer.ts';
import { helpLines } from '#domain/commands/help-lines.ts';
import type { Job } from '#domain/job.ts';
import type { Eligible } from '#domain/picture.ts';
import type { Release } from '#domain/release/release.ts';
import { ReleaseError } from '#errors.ts';
import { helpReply } from '#templates/replies/help-reply.ts';
import { statusReply } from '#templates/replies/status-reply.ts';
import { tallyReply } from '#templates/replies/tally-reply.ts';
import { whyReply } from '#templates/replies/why-reply.ts';
import { releaseUnknown } from '#templates/replies/wish-reply.ts';
import type { JobPorts } from './job-ports.ts';

/**
 * Answers a question about releases: where they stand, what exactly one waits for, what the rules that only tell would have done, or what the
 * person can do now.
 */
export function answerJob(ports: JobPorts) {
  return async ({ actor, question, replyTo }: Extract<Job, { name: 'answer' }>): Promise<Answer> => {
    if (question.release !== null) {
      const release = await ports.releases.find(question.release);
      return release === null
        ? ports.reply(replyTo, releaseUnknown(question.release), 'refused')
        : ports.reply(replyTo, await why(ports, [release]));
    }
    if (question.kind === 'tally') return ports.reply(replyTo, tallyReply(await ports.tally(question.project)));
    const overview = await ports.overview(actor, question.project);
    if (question.kind === 'status') return ports.reply(replyTo, statusReply(overview));
    if (question.kind === 'help') return ports.reply(replyTo, helpReply(helpLines(), overview));
    const open = overview.projects.flatMap((project) => project.open);
    const asked = open.filter(({ plan }) => question.version === null || plan.version === question.version);
    return ports.reply(replyTo, await why(ports, asked));
  };
}

async function why(ports: JobPorts, asked: readonly Release[]) {
  const now = ports.clock.now();
  const pictures = asked.map(async (release) => ({ release, now, eligible: await eligible(ports, release) }));
  return whyReply(await Promise.all(pictures));
}

/** While Slack is away it cannot be told who holds a role; what a release waits for can. */
async function eligible(ports: JobPorts, release: Release): Promise<Eligible> {
  try {
    return await ports.eligibleFor(release);
  } catch (error) {
    if (error instanceof ReleaseError) return new Map();
    throw error;
  }
}
