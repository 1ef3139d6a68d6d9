import { z } from 'zod';
import type { GitlabCiConfig } from '#domain/project/ci-deployer-config.ts';
import type { Cancellation, Deployment } from '#ports/deployer.ts';
import type { CiClient } from '../ci/ci-client.ts';
import type { CiStart } from '../ci/ci-deployer.ts';
import type { CiVendor } from '../ci/ci-refusal.ts';
import { fillTold } from '../ci/ci-values.ts';
import { DeployedState, deployedStateOf } from '../ci/deployed-state.ts';
import { readable } from '../readable.ts';
import type { EnvironmentDeployments } from './environment-deployments.ts';

/** What the calls of one project need. `path` is that of the project below the API. */
export type PipelineContext = {
  readonly client: CiClient;
  readonly config: GitlabCiConfig;
  readonly records: EnvironmentDeployments;
  readonly vendor: CiVendor;
  readonly path: string;
};

const Started = z.object({ id: z.number(), web_url: z.string() });
const Listed = z.array(z.object({ id: z.number() }));
const Variables = z.array(z.object({ key: z.string(), value: z.string().nullable() }));

/** The variable that says of every pipeline what it deploys, besides those that are configured. */
const stateVariable = 'FAIRLEAD_DEPLOYMENT';

/** Pipelines whose variables are read to find a key, the newest first. */
const looked = 20;

/** Creates the pipeline (POST /projects/:id/pipeline) once, with what it deploys in its variables. */
export async function startPipeline(
  { client, config, path, records }: PipelineContext,
  deployment: Deployment,
): Promise<CiStart> {
  const told = {
    ...fillTold(config.variables, deployment),
    [stateVariable]: JSON.stringify(deployedStateOf(deployment)),
  };
  const variables = Object.entries(told).map(([key, value]) => ({ key, value }));
  const sending = await client.send(`${path}/pipeline`, { json: { ref: config.ref, variables } });
  if (sending.kind === 'unclear') return { run: null, note: `${sending.why}. Its pipeline is looked for.` };
  const started = startedIn(sending.answer.text);
  if (started === null) return { run: null, note: 'The pipeline was created and is looked for.' };
  await records.begun(deployment);
  return { run: String(started.id), note: `Its pipeline was started: ${started.web_url}` };
}

/** The pipeline whose variables hold the key, among the newest that were created over the API since then. */
export async function findPipeline(context: PipelineContext, key: string, since: number): Promise<string | null> {
  const query = new URLSearchParams({
    source: 'api',
    ref: context.config.ref,
    updated_after: new Date(since).toISOString(),
    order_by: 'id',
    sort: 'desc',
    per_page: String(looked),
  });
  const pipelines = await context.client.get(`${context.path}/pipelines?${query}`, Listed);
  for (const { id } of pipelines) {
    if ((await stateOfPipeline(context, id))?.key === key) return String(id);
  }
  return null;
}

/** Asks that a pipeline be cancelled with its jobs (POST /projects/:id/pipelines/:pipeline_id/cancel). One that has ended stays as it is. */
export async function cancelPipeline({ client, path }: PipelineContext, run: string): Promise<Cancellation> {
  await client.act('POST', `${path}/pipelines/${run}/cancel`);
  return { kind: 'asked' };
}

/** What a pipeline was told that it deploys; null when it was not told, or its variables may not be read. */
export async function stateOfPipeline({ client, path }: PipelineContext, id: number): Promise<DeployedState | null> {
  // The pipelines of other people are theirs.
  const variables = await readable(client.find(`${path}/pipelines/${id}/variables`, Variables));
  const text = variables?.find(({ key }) => key === stateVariable)?.value ?? null;
  if (text === null) return null;
  try {
    return DeployedState.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function startedIn(text: string): z.infer<typeof Started> | null {
  try {
    return Started.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
