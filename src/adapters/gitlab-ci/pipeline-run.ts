import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';
import type { CiRun } from '../ci/ci-deployer.ts';
import { lastError } from '../ci/last-error.ts';
import { plainSentence } from '../plain-text.ts';
import type { Ending } from './environment-deployments.ts';
import type { PipelineContext } from './start-pipeline.ts';

const Pipeline = z.object({ id: z.number(), status: z.string(), web_url: z.string() });
const Jobs = z.array(z.object({ id: z.number(), name: z.string(), failure_reason: z.string().nullish() }));

const states: Readonly<Record<string, string>> = {
  created: 'waits for a runner',
  preparing: 'waits for a runner',
  pending: 'waits for a runner',
  waiting_for_resource: 'waits for another pipeline',
  waiting_for_callback: 'waits for another system',
  running: 'is running',
  canceling: 'is being cancelled',
  manual: 'waits for somebody to start a job on GitLab',
  scheduled: 'waits for the time of a job',
};

const endings: Readonly<Record<string, string>> = {
  canceled: 'was cancelled',
  skipped: 'was skipped, so nothing was deployed',
};

/**
 * How the pipeline stands (GET /projects/:id/pipelines/:pipeline_id), null when there is none. One that ended is written to its GitLab environment
 * before its end is told, so that what runs can be asked from then on. Only `success` is a success.
 */
export async function lookAtPipeline(
  context: PipelineContext,
  id: string,
  deployment: Deployment,
): Promise<CiRun | null> {
  const pipeline = await context.client.find(`${context.path}/pipelines/${id}`, Pipeline);
  if (pipeline === null) return null;
  const { status, web_url: url } = pipeline;
  const name = `Pipeline ${pipeline.id}`;
  const state = states[status];
  if (state !== undefined) return { kind: 'in_progress', note: `${name} ${state}: ${url}` };
  const how = status === 'success' || status === 'canceled' ? status : 'failed';
  const trouble = await written(context, deployment, how);
  if (how === 'success') return { kind: 'success', note: `${name} succeeded: ${url}${trouble}` };
  if (status === 'failed')
    return { kind: 'failure', why: `${name} failed${await whyItFailed(context, id)}. See ${url}${trouble}` };
  const ending = endings[status] ?? `ended as ${plainSentence(status)}, which is no success`;
  return { kind: 'failure', why: `${name} ${ending}. See ${url}${trouble}` };
}

/** A pipeline whose end cannot be written down has still ended: a refusal for good is told and changes nothing else. */
async function written({ records }: PipelineContext, deployment: Deployment, how: Ending): Promise<string> {
  try {
    await records.ended(deployment, how);
    return '';
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.fault === 'transient') throw error;
    return ` (its GitLab environment could not be written to: ${error.message})`;
  }
}

/** The job that failed and its last line that begins with "error:", as the end of a sentence. A failure stays one without its reason. */
async function whyItFailed({ client, path, vendor }: PipelineContext, id: string): Promise<string> {
  try {
    const [job] = await client.get(`${path}/pipelines/${id}/jobs?scope[]=failed&per_page=100`, Jobs);
    if (job === undefined) return '';
    const log = await client.text(`${path}/jobs/${job.id}/trace`).catch(emptyWhenRefused);
    const error = lastError(log, vendor.redact);
    const said = error ?? (job.failure_reason ?? '').replaceAll('_', ' ');
    return ` ${plainSentence(`in ${job.name}${said === '' ? '' : `: ${said}`}`).replace(/\.$/, '')}`;
  } catch (error) {
    return emptyWhenRefused(error);
  }
}

function emptyWhenRefused(error: unknown): string {
  if (error instanceof ReleaseError) return '';
  throw error;
}
