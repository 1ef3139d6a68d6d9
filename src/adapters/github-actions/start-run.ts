import { z } from 'zod';
import type { GithubActionsConfig } from '#domain/project/ci-deployer-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Cancellation, Deployment } from '#ports/deployer.ts';
import type { CiClient, Sending } from '../ci/ci-client.ts';
import type { CiStart } from '../ci/ci-deployer.ts';
import type { CiVendor } from '../ci/ci-refusal.ts';
import { fillTold } from '../ci/ci-values.ts';
import type { DeploymentRecords } from './deployment-records.ts';
import { repositoryPath } from './repository-path.ts';

/** What the calls of one workflow need. */
export type WorkflowContext = {
  readonly client: CiClient;
  readonly config: GithubActionsConfig;
  readonly records: DeploymentRecords;
  readonly vendor: CiVendor;
};

const Started = z.object({ workflow_run_id: z.number(), html_url: z.string() });
const Runs = z.object({
  workflow_runs: z.array(z.object({ id: z.number(), display_title: z.string(), created_at: z.string() })),
});

/** Pages of a hundred runs that are looked through for a key. */
const pages = 3;

/**
 * Dispatches the workflow (POST .../dispatches) once, asking for the run it starts. An older enterprise server refuses that wish with 422
 * before anything happens; it is asked again without.
 */
export async function startRun(context: WorkflowContext, deployment: Deployment): Promise<CiStart> {
  const { config, records } = context;
  const inputs = fillTold(config.inputs, deployment);
  const sending = await dispatch(context, { ref: config.ref, inputs });
  if (sending.kind === 'unclear') return { run: null, note: `${sending.why}. Its run is looked for.` };
  const started = startedIn(sending.answer.text);
  if (started === null) return { run: null, note: 'The workflow was dispatched; its run is looked for.' };
  await records.begun(deployment, started.html_url);
  return { run: String(started.workflow_run_id), note: `Its run was started: ${started.html_url}` };
}

/** The id of the run whose title holds the key, among those dispatched since then. */
export async function findRun(
  client: CiClient,
  config: GithubActionsConfig,
  key: string,
  since: number,
): Promise<string | null> {
  const created = encodeURIComponent(`>=${new Date(since).toISOString().slice(0, 19)}Z`);
  const path = `${repositoryPath(config)}/actions/workflows/${config.workflow}/runs?event=workflow_dispatch&created=${created}&per_page=100`;
  for (let page = 1; page <= pages; page += 1) {
    const { workflow_runs: runs } = await client.get(`${path}&page=${page}`, Runs);
    const found = runs.find((run) => holdsKey(run.display_title, key));
    if (found !== undefined) return String(found.id);
    if (runs.length < 100) return null;
  }
  return null;
}

/** Asks that a run be cancelled (POST .../runs/{run_id}/cancel). One that has ended stays as it is. */
export async function cancelRun({ client, config }: WorkflowContext, run: string): Promise<Cancellation> {
  await client.act('POST', `${repositoryPath(config)}/actions/runs/${run}/cancel`);
  return { kind: 'asked' };
}

/** A key that is the beginning of another one, such as .../1 of .../10, is not that one. */
function holdsKey(title: string, key: string): boolean {
  const at = title.indexOf(key);
  return at >= 0 && !/^[A-Za-z0-9/._-]/.test(title.slice(at + key.length));
}

async function dispatch({ client, config }: WorkflowContext, body: object): Promise<Sending> {
  const path = `${repositoryPath(config)}/actions/workflows/${config.workflow}/dispatches`;
  try {
    return await client.send(path, { json: { ...body, return_run_details: true } });
  } catch (error) {
    const isTooNew = error instanceof ReleaseError && /return_run_details/.test(error.message);
    if (!isTooNew) throw error;
    return client.send(path, { json: body });
  }
}

/** A server that does not tell answers 204 without a body. */
function startedIn(text: string): z.infer<typeof Started> | null {
  try {
    return Started.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
