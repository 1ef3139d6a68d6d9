import type { Cancellation, Deployment } from '#ports/deployer.ts';
import { findItem } from './jenkins-build.ts';
import { crumbOf, findBuild, type JobContext } from './start-build.ts';

/**
 * Takes a build out of the queue (POST /queue/cancelItem), or aborts it once it has begun (POST .../stop). It may begin in between, so the queue
 * is asked again. One that has ended stays as it is.
 */
export async function cancelBuild(context: JobContext, run: string, deployment: Deployment): Promise<Cancellation> {
  const [where, id = ''] = run.split('/');
  const number = where === 'build' ? id : await leaveQueue(context, id, deployment);
  if (number !== null) await context.client.act('POST', `${context.path}/${number}/stop`, await crumbOf(context));
  return { kind: 'asked' };
}

/** The number of the build, if it has begun for all that. */
async function leaveQueue(context: JobContext, id: string, { key }: Deployment): Promise<string | null> {
  const before = await numberOf(context, id, key);
  if (before !== null) return before;
  await context.client.act('POST', `/queue/cancelItem?id=${id}`, await crumbOf(context));
  return numberOf(context, id, key);
}

/** Jenkins forgets a place in the queue some time after its build has begun. */
async function numberOf(context: JobContext, id: string, key: string): Promise<string | null> {
  const item = await findItem(context, id);
  if (item !== null) return item.executable == null ? null : String(item.executable.number);
  const found = await findBuild(context, key);
  return found?.startsWith('build/') === true ? found.slice('build/'.length) : null;
}
