import { z } from 'zod';
import type { Deployer, Observation } from '#ports/deployer.ts';
import { fill } from '../ci/ci-values.ts';
import { observationOf } from '../ci/deployed-state.ts';
import { versionTemplate } from '../version-template.ts';
import { isStopped } from './gitlab-environment.ts';
import { type PipelineContext, stateOfPipeline } from './start-pipeline.ts';

const Deployments = z.array(
  z.object({
    ref: z.string(),
    updated_at: z.string().optional(),
    deployable: z.object({ pipeline: z.object({ id: z.number() }).nullish() }).nullish(),
  }),
);
type Latest = z.infer<typeof Deployments>[number];
type Place = Parameters<Deployer['observe']>[0];

/**
 * What the latest successful deployment of the GitLab environment left running: by the variables of its pipeline, or by its tag where they are
 * written here and no job made it; nothing, where the environment was stopped since. One by a pipeline that Fairlead did not start may have put
 * anything there, so then it cannot be told.
 */
export async function observePipeline(context: PipelineContext, place: Place): Promise<Observation> {
  const { client, config, path } = context;
  if (config.environment === undefined)
    return { kind: 'cannot_tell', why: 'No GitLab environment is configured for it.' };
  const environment = fill(config.environment, place);
  const query = new URLSearchParams({ environment, status: 'success', order_by: 'id', sort: 'desc', per_page: '1' });
  const [latest] = await client.get(`${path}/deployments?${query}`, Deployments);
  if (await isStopped(context, environment, latest?.updated_at ?? null))
    return { kind: 'running', version: null, note: `The GitLab environment ${environment} is stopped.` };
  if (latest === undefined) return { kind: 'cannot_tell', why: 'GitLab has no successful deployment of it.' };
  const isWritten = config.deployments && latest.deployable == null;
  return isWritten ? byTag(context, place, latest) : byPipeline(context, place, latest);
}

function byTag({ config }: PipelineContext, place: Place, { ref }: Latest): Observation {
  const version = versionTemplate(config.deploymentTag, place).in(ref);
  if (version !== null) return { kind: 'running', version };
  return { kind: 'cannot_tell', why: 'The latest deployment on GitLab is not of the tag of a version.' };
}

async function byPipeline(context: PipelineContext, place: Place, { deployable }: Latest): Promise<Observation> {
  const pipeline = deployable?.pipeline?.id;
  const state = pipeline === undefined ? null : await stateOfPipeline(context, pipeline);
  if (state?.service === place.service) return observationOf(state);
  return { kind: 'cannot_tell', why: 'The latest deployment on GitLab was not started by Fairlead.' };
}
