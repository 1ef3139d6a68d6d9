import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { resolveWish, type WishOutcome } from '#domain/moves/resolve-wish.ts';
import { actReply } from '#templates/replies/act-reply.ts';
import { releaseUnknown, wishReply } from '#templates/replies/wish-reply.ts';
import type { JobPorts } from './job-ports.ts';

type ActJob = Extract<Job, { name: 'act' }>;

/** Carries out one press of a button, or the same asked for in words, and answers the person who asked. */
export function actJob(ports: JobPorts) {
  return async (job: ActJob): Promise<Answer> => {
    const { actor, replyTo } = job;
    const meant = await meaning(ports, job);
    if (meant.kind !== 'request') return ports.reply(replyTo, wishReply(meant), 'refused');
    const { request } = meant;
    if ((await ports.releases.find(request.release)) === null)
      return ports.reply(replyTo, releaseUnknown(request.release), 'refused');
    const outcome = await ports.act({ request, actor });
    const isDone = outcome.kind === 'done' || outcome.kind === 'already';
    return ports.reply(replyTo, actReply(outcome), isDone ? 'done' : 'refused');
  };
}

async function meaning(ports: JobPorts, { request, actor }: ActJob): Promise<WishOutcome> {
  if ('digest' in request) return { kind: 'request', request };
  if (request.release !== null) {
    const release = await ports.releases.find(request.release);
    return resolveWish(request, release === null ? [] : [release]);
  }
  const { projects } = await ports.overview(actor, request.project);
  return resolveWish(
    request,
    projects.flatMap((project) => project.open),
  );
}
