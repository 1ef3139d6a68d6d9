import { z } from 'zod';
import type { SpinnakerConfig } from '#domain/project/ci-deployer-config.ts';
import type { Cancellation, Deployment } from '#ports/deployer.ts';
import type { CiClient } from '../ci/ci-client.ts';
import type { CiStart } from '../ci/ci-deployer.ts';
import type { CiVendor } from '../ci/ci-refusal.ts';
import { fillTold } from '../ci/ci-values.ts';
import { DeployedState, deployedStateOf } from '../ci/deployed-state.ts';

/** What the calls of one pipeline need. */
export type SpinnakerContext = {
  readonly client: CiClient;
  readonly config: SpinnakerConfig;
  readonly vendor: CiVendor;
};

const Started = z.object({ ref: z.string() });

/** An execution as lists of them tell of it, as far as it says what it deploys. */
export const ListedExecution = z.object({
  id: z.string(),
  buildTime: z.number().nullish(),
  trigger: z.object({ parameters: z.record(z.string(), z.unknown()).nullish() }).nullish(),
});

/** What is told of a deployment to its execution. */
const Told = DeployedState.extend({ environment: z.string() });

/** The parameter that says of every execution what it deploys, besides those that are configured. */
const stateParameter = 'fairlead_deployment';

/** Executions that are looked through for a key, which Gate has picked out by it already. */
const looked = 20;

/**
 * Triggers the pipeline (POST /pipelines/{application}/{pipeline}) once. The key goes along as the id of the trigger's event, by which executions
 * can be searched, and as its correlation id: while an execution of that id goes on, Orca answers with it and starts none.
 */
export async function startExecution({ client, config }: SpinnakerContext, deployment: Deployment): Promise<CiStart> {
  const { environment, key } = deployment;
  const state = JSON.stringify({ ...deployedStateOf(deployment), environment } satisfies z.infer<typeof Told>);
  const parameters = { ...fillTold(config.parameters, deployment), [stateParameter]: state };
  const path = `/pipelines/${config.application}/${encodeURIComponent(config.pipeline)}`;
  const trigger = { type: 'manual', correlationId: key, eventId: key, parameters };
  const sending = await client.send(path, { json: trigger });
  if (sending.kind === 'unclear') return { run: null, note: `${sending.why}. Its execution is looked for.` };
  const run = startedIn(sending.answer.text);
  if (run === null) return { run, note: 'The pipeline was triggered; its execution is looked for.' };
  return { run, note: `Its execution was started: ${executionLink(config, run)}` };
}

/** The execution that was triggered with the key, since then. */
export async function findExecution(
  { client, config }: SpinnakerContext,
  key: string,
  since: number,
): Promise<string | null> {
  const query = new URLSearchParams({
    triggerTypes: 'manual',
    pipelineName: config.pipeline,
    eventId: key,
    triggerTimeStartBoundary: String(Math.max(0, since)),
    size: String(looked),
  });
  const path = `/applications/${config.application}/executions/search?${query}`;
  const found = await client.get(path, z.array(ListedExecution));
  return found.find((execution) => toldToExecution(execution)?.key === key)?.id ?? null;
}

/** Asks that an execution be cancelled (PUT /pipelines/{id}/cancel). One that has ended stays as it is. */
export async function cancelExecution({ client }: SpinnakerContext, run: string): Promise<Cancellation> {
  const query = new URLSearchParams({ reason: 'Fairlead ends this deployment.', force: 'false' });
  await client.act('PUT', `/pipelines/${run}/cancel?${query}`);
  return { kind: 'asked' };
}

/** What an execution was told that it deploys; null when Fairlead did not trigger it. */
export function toldToExecution({ trigger }: z.infer<typeof ListedExecution>): z.infer<typeof Told> | null {
  const text = trigger?.parameters?.[stateParameter];
  if (typeof text !== 'string') return null;
  try {
    return Told.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Where people look at an execution. */
export function executionLink({ application, deckUrl, url }: SpinnakerConfig, id: string): string {
  if (deckUrl === undefined) return `${url.replace(/\/+$/, '')}/pipelines/${id}`;
  return `${deckUrl.replace(/\/+$/, '')}/#/applications/${application}/executions/${id}`;
}

/** Gate answers with the path of the execution. */
function startedIn(text: string): string | null {
  try {
    return /^\/pipelines\/([A-Za-z0-9-]+)$/.exec(Started.parse(JSON.parse(text)).ref)?.[1] ?? null;
  } catch {
    return null;
  }
}
