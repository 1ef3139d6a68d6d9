import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { Deployment } from '#ports/deployer.ts';
import type { CiRun } from '../ci/ci-deployer.ts';
import { plainSentence } from '../plain-text.ts';
import { repositoryPath } from './repository-path.ts';
import type { WorkflowContext } from './start-run.ts';
import { whyItFailed } from './why-it-failed.ts';

const Run = z.object({
  id: z.number(),
  run_number: z.number(),
  status: z.string().nullable(),
  conclusion: z.string().nullable(),
  html_url: z.string(),
});
type Run = z.infer<typeof Run>;

const states: Readonly<Record<string, string>> = {
  queued: 'waits for a runner',
  requested: 'waits for a runner',
  pending: 'waits for another run',
  waiting: 'waits for an approval or a rule on GitHub',
  in_progress: 'is running',
};

const endings: Readonly<Record<string, string>> = {
  cancelled: 'was cancelled',
  timed_out: 'ran into its time limit',
  skipped: 'was skipped, so nothing was deployed',
  action_required: 'needs somebody to act on GitHub',
  startup_failure: 'could not start; its workflow file has a mistake',
  stale: 'was given up by GitHub',
};

/**
 * How the run stands (GET /repos/{owner}/{repo}/actions/runs/{run_id}), null when there is none. One that ended is written to its GitHub
 * Deployment before its end is told, so that what runs can be asked from then on. Only `success` is a success.
 */
export async function workflowRun(context: WorkflowContext, id: string, deployment: Deployment): Promise<CiRun | null> {
  const path = `${repositoryPath(context.config)}/actions/runs/${id}`;
  const run = await context.client.find(path, Run);
  if (run === null) return null;
  const name = `Run ${run.run_number}`;
  if (run.status !== 'completed') {
    const state = states[run.status ?? ''] ?? `is ${plainSentence(run.status ?? 'in an unknown state')}`;
    return { kind: 'in_progress', note: `${name} ${state}: ${run.html_url}` };
  }
  const trouble = await written(context, run, deployment);
  if (run.conclusion === 'success') return { kind: 'success', note: `${name} succeeded: ${run.html_url}${trouble}` };
  const why = await endingOf(context, run);
  return { kind: 'failure', why: `${name} ${why} See ${run.html_url}${trouble}` };
}

async function endingOf(context: WorkflowContext, run: Run): Promise<string> {
  const ending = endings[run.conclusion ?? ''];
  if (ending !== undefined) return `${ending}.`;
  if (run.conclusion !== 'failure')
    return `ended as ${plainSentence(run.conclusion ?? 'nothing')}, which is no success.`;
  return `failed${await whyItFailed(context, run.id)}.`;
}

/** A deployment whose end cannot be written down has still ended: a refusal for good is told and changes nothing else. */
async function written({ records }: WorkflowContext, run: Run, deployment: Deployment): Promise<string> {
  try {
    await records.ended(deployment, run.conclusion === 'success', run.html_url);
    return '';
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.fault === 'transient') throw error;
    return ` (its GitHub Deployment could not be written: ${error.message})`;
  }
}
