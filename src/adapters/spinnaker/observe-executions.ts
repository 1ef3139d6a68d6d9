import { z } from 'zod';
import type { Deployer, Observation } from '#ports/deployer.ts';
import { observationOf } from '../ci/deployed-state.ts';
import { findPipeline } from './check-pipeline.ts';
import { ListedExecution, type SpinnakerContext, toldToExecution } from './start-execution.ts';

/** Executions of the pipeline that are looked through, the newest first. */
const looked = 100;

/** What the latest execution that succeeded left running of the service in the environment (GET /executions), among the newest hundred. */
export async function observeExecutions(
  context: SpinnakerContext,
  place: Parameters<Deployer['observe']>[0],
): Promise<Observation> {
  const pipeline = await findPipeline(context);
  if (pipeline === null) return { kind: 'cannot_tell', why: 'Spinnaker shows no pipeline of that name.' };
  const query = new URLSearchParams({
    pipelineConfigIds: pipeline.id,
    statuses: 'SUCCEEDED',
    limit: String(looked),
    expand: 'false',
  });
  const executions = await context.client.get(`/executions?${query}`, z.array(ListedExecution));
  const told = [...executions]
    .sort((one, other) => (other.buildTime ?? 0) - (one.buildTime ?? 0))
    .map((execution) => toldToExecution(execution));
  const latest = told.find(
    (state) => state !== null && state.service === place.service && state.environment === place.environment,
  );
  if (latest == null) return { kind: 'cannot_tell', why: 'Spinnaker has no successful execution of it.' };
  return observationOf(latest);
}
