import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';
import type { CiRun } from '../ci/ci-deployer.ts';
import { lastError } from '../ci/last-error.ts';
import { plainSentence } from '../plain-text.ts';
import { findBuild, type JobContext, tree } from './start-build.ts';

const Item = z.object({
  cancelled: z.boolean().optional(),
  why: z.string().nullish(),
  executable: z.object({ number: z.number() }).nullish(),
});
const Build = z.object({ number: z.number(), url: z.string(), building: z.boolean(), result: z.string().nullable() });

const endings: Readonly<Record<string, string>> = {
  ABORTED: 'was aborted',
  NOT_BUILT: 'was not built, so nothing was deployed',
  UNSTABLE: 'ended as unstable, which is no success',
};

/**
 * How the build stands, from its place in the queue on; null when there is none. Jenkins forgets a place in the queue five minutes after the
 * build has begun, which is then found by its key. Only `SUCCESS` is a success.
 */
export async function lookAtBuild(context: JobContext, run: string, deployment: Deployment): Promise<CiRun | null> {
  const [where, id = ''] = run.split('/');
  if (where === 'build') return lookAtNumber(context, id);
  const item = await findItem(context, id);
  if (item === null) {
    const found = await findBuild(context, deployment.key);
    return found === null || found === run ? null : lookAtBuild(context, found, deployment);
  }
  if (item.cancelled === true) return { kind: 'failure', why: 'Somebody took it out of the queue of Jenkins.' };
  if (item.executable != null) return lookAtNumber(context, String(item.executable.number));
  const why = plainSentence(context.vendor.redact(item.why ?? ''));
  return { kind: 'in_progress', note: `It waits in the queue of Jenkins${why === '' ? '' : `: ${why}`}` };
}

/** A place in the queue; null when Jenkins has forgotten it. */
export function findItem({ client }: JobContext, id: string): Promise<z.infer<typeof Item> | null> {
  return client.find(`/queue/item/${id}/api/json`, Item);
}

async function lookAtNumber(context: JobContext, number: string): Promise<CiRun | null> {
  const wanted = tree('number,url,building,result');
  const build = await context.client.find(`${context.path}/${number}/api/json?${wanted}`, Build);
  if (build === null) return null;
  const log = `${build.url}console`;
  const name = `Build ${build.number}`;
  if (build.building || build.result === null)
    return { kind: 'in_progress', note: `${name} is running: ${log}`, run: `build/${number}` };
  if (build.result === 'SUCCESS') return { kind: 'success', note: `${name} succeeded: ${log}` };
  if (build.result === 'FAILURE') {
    return { kind: 'failure', why: `${name} failed${await whyItFailed(context, number)}. See ${log}` };
  }
  const ending = endings[build.result] ?? `ended as ${plainSentence(build.result)}, which is no success`;
  return { kind: 'failure', why: `${name} ${ending}. See ${log}` };
}

/** The last error of its log, as the end of a sentence. A failure stays one without its reason. */
async function whyItFailed({ client, path, vendor }: JobContext, number: string): Promise<string> {
  try {
    const error = lastError(await client.text(`${path}/${number}/consoleText`), vendor.redact);
    return error === null ? '' : `: ${plainSentence(error).replace(/\.$/, '')}`;
  } catch (error) {
    if (error instanceof ReleaseError) return '';
    throw error;
  }
}
