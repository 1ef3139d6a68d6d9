import { z } from 'zod';
import { ReleaseError } from '#errors.ts';
import type { CiRun } from '../ci/ci-deployer.ts';
import { plainSentence } from '../plain-text.ts';
import { executionLink, type SpinnakerContext } from './start-execution.ts';

const Stage = z.object({ name: z.string().nullish(), status: z.string() });
const Execution = z.object({ id: z.string(), status: z.string(), stages: z.array(Stage).default([]) });

const Failed = z.object({
  cancellationReason: z.string().nullish(),
  stages: z.array(Stage.extend({ context: z.record(z.string(), z.unknown()).nullish() })).default([]),
});

/** Where a stage says why it failed: its task's exception, or that of the operation it asked Clouddriver for. */
const Reasons = z.object({
  exception: z
    .object({
      details: z.object({ errors: z.array(z.string()).nullish(), error: z.string().nullish() }).nullish(),
    })
    .nullish(),
  'kato.tasks': z.array(z.object({ exception: z.object({ message: z.string().nullish() }).nullish() })).nullish(),
});

const states: Readonly<Record<string, string>> = {
  NOT_STARTED: 'waits to be started',
  BUFFERED: 'waits for another execution',
  RUNNING: 'is running',
  PAUSED: 'is paused; somebody has to resume it on Spinnaker',
  SUSPENDED: 'is suspended',
  REDIRECT: 'is running',
};

const endings: Readonly<Record<string, string>> = {
  CANCELED: 'was cancelled',
  STOPPED: 'was stopped',
  SKIPPED: 'was skipped, so nothing was deployed',
};

/**
 * How the execution stands (GET /executions), null when there is none. Only `SUCCEEDED` is a success, and one whose stages still run has not ended,
 * whatever it says of itself: a cancelled one is called so at once by some versions of Orca.
 */
export async function lookAtExecution(context: SpinnakerContext, id: string): Promise<CiRun | null> {
  const { client, config } = context;
  const [execution] = await client.get(`/executions?executionIds=${id}&expand=false`, z.array(Execution));
  if (execution === undefined) return null;
  const { stages, status } = execution;
  const link = executionLink(config, id);
  const state = states[status];
  if (state !== undefined) return { kind: 'in_progress', note: `The execution ${state}: ${link}` };
  if (stages.some((stage) => stage.status === 'RUNNING'))
    return { kind: 'in_progress', note: `The execution is ending: ${link}` };
  if (status === 'SUCCEEDED') return { kind: 'success', note: `The execution succeeded: ${link}` };
  if (status === 'TERMINAL' || status === 'FAILED_CONTINUE')
    return { kind: 'failure', why: `The execution failed${await whyItFailed(context, id)}. See ${link}` };
  const ending = endings[status] ?? `ended as ${plainSentence(status)}, which is no success`;
  return { kind: 'failure', why: `The execution ${ending}. See ${link}` };
}

/** The stage that failed and what it says, as the end of a sentence (GET /pipelines/{id}). A failure stays one without its reason. */
async function whyItFailed({ client, vendor }: SpinnakerContext, id: string): Promise<string> {
  try {
    const { cancellationReason, stages } = await client.get(`/pipelines/${id}`, Failed);
    const failed = stages.find(({ status }) => status === 'TERMINAL' || status === 'FAILED_CONTINUE');
    const said = failed === undefined ? (cancellationReason ?? '') : saidBy(failed.context);
    const where = failed === undefined ? '' : ` in ${failed.name ?? 'a stage'}`;
    const told = plainSentence(vendor.redact(`${where}${said === '' ? '' : `: ${said}`}`)).replace(/\.$/, '');
    return told === '' || told.startsWith(':') ? told : ` ${told}`;
  } catch (error) {
    if (error instanceof ReleaseError) return '';
    throw error;
  }
}

function saidBy(context: unknown): string {
  const reasons = Reasons.safeParse(context);
  if (!reasons.success) return '';
  const { details } = reasons.data.exception ?? {};
  const last = reasons.data['kato.tasks']?.at(-1)?.exception?.message;
  const errors = (details?.errors ?? []).filter((error) => error !== '');
  return errors.length > 0 ? errors.join('; ') : (last ?? details?.error ?? '');
}
