import type { Answer } from '#domain/answer.ts';
import type { Job } from '#domain/job.ts';
import { resolveWish, type WishOutcome } from '#domain/moves/resolve-wish.ts';
import type { ProjectOverview } from '#domain/overview.ts';
import { actReply } from '#templates/replies/act-reply.ts';
import { releaseUnknown, wishReply } from '#templates/replies/wish-reply.ts';
import type { JobPorts } from './job-ports.ts';

type ActJob = Extract<Job, { name: 'act' }>;

/** Carries out one press of a button, or the same asked for in words, and answers the person who asked. */
export function actJob(ports: JobPorts) {
  return async (job: ActJob): Promise<Answer> => {
    const { actor, replyTo } = job;
    const { meant, projects } = await meaning(ports, job);
    if (meant.kind !== 'request') return ports.reply(replyTo, wishReply(meant, projects), 'refused');
    const { request } = meant;
    if ((await ports.releases.find(request.release)) === null)
      return ports.reply(replyTo, releaseUnknown(request.release), 'refused');
    const outcome = await ports.act({ request, actor });
    const isDone = outcome.kind === 'done' || outcome.kind === 'already';
    return ports.reply(replyTo, actReply(outcome), isDone ? 'done' : 'refused');
  };
}

type Meaning = { readonly meant: WishOutcome; readonly projects: readonly ProjectOverview[] };

async function meaning(ports: JobPorts, { request, actor }: ActJob): Promise<Meaning> {
  if ('digest' in request) return { meant: { kind: 'request', request }, projects: [] };
  if (request.release !== null) {
    const release = await ports.releases.find(request.release);
    return { meant: resolveWish(request, release === null ? [] : [release]), projects: [] };
  }
  const { projects } = await ports.overview(actor, request.project);
  const open = projects.flatMap((project) => project.open);
  return { meant: resolveWish(request, open), projects };
}
