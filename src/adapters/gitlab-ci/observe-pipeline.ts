import { z } from 'zod';
import type { Deployer, Observation } from '#ports/deployer.ts';
import { fill } from '../ci/ci-values.ts';
import { observationOf } from '../ci/deployed-state.ts';
import { type PipelineContext, stateOfPipeline } from './start-pipeline.ts';

const Deployments = z.array(
  z.object({ id: z.number(), deployable: z.object({ pipeline: z.object({ id: z.number() }).nullish() }).nullish() }),
);

/**
 * What the latest successful deployment of the GitLab environment left running, by the variables of its pipeline. One that Fairlead did
 * not start may have put anything there, so then it cannot be told.
 */
export async function observePipeline(
  context: PipelineContext,
  place: Parameters<Deployer['observe']>[0],
): Promise<Observation> {
  const { client, config, path } = context;
  if (config.environment === undefined)
    return { kind: 'cannot_tell', why: 'No GitLab environment is configured for it.' };
  const environment = fill(config.environment, place);
  const query = new URLSearchParams({ environment, status: 'success', order_by: 'id', sort: 'desc', per_page: '1' });
  const [latest] = await client.get(`${path}/deployments?${query}`, Deployments);
  if (latest === undefined) return { kind: 'cannot_tell', why: 'GitLab has no successful deployment of it.' };
  const pipeline = latest.deployable?.pipeline?.id;
  const state = pipeline === undefined ? null : await stateOfPipeline(context, pipeline);
  if (state?.service === place.service) return observationOf(state);
  return { kind: 'cannot_tell', why: 'The latest deployment on GitLab was not started by Fairlead.' };
}
