import { z } from 'zod';
import { Json, type Millis } from '#domain/ids.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';

type InProgress = Extract<DeploymentStatus, { kind: 'in_progress' }>;

/** The handle of a deployment that was asked to end: since when, and the deployer's own. */
const Ending = z.strictObject({ endingSince: z.number(), of: Json });

/** Milliseconds between two looks at a deployment that is to end: somebody waits for it. */
const interval = 2_000;

/** What the handle of a deploy step holds: the deployer's own, and since when the deployment was asked to end, if it was. */
export function readDeploymentHandle(stored: Json): { readonly handle: Json; readonly endingSince: Millis | null } {
  const ending = Ending.safeParse(stored);
  return ending.success
    ? { handle: ending.data.of, endingSince: ending.data.endingSince }
    : { handle: stored, endingSince: null };
}

/** A deployment in progress that is not to be finished. */
export type EndRequest = {
  readonly deployer: Deployer;
  readonly deployment: Deployment;
  /** As the step keeps it. */
  readonly stored: Json;
  /** Whether it is asked to end now; else it is only waited for. */
  readonly isAsking: boolean;
  readonly now: Millis;
};

/**
 * Ends a deployment instead of leaving it to itself, so that the way back does not overtake it, and tells how it stands. A deployer that cannot be
 * reached says nothing: the deployment is taken to go on. The handle in the answer is the step's own.
 */
export async function endDeployment(request: EndRequest): Promise<DeploymentStatus> {
  const { deployer, deployment, isAsking, now, stored } = request;
  const { handle } = readDeploymentHandle(stored);
  try {
    const status = await deployer.poll(deployment, handle);
    if (status.kind !== 'in_progress') return status;
    return isAsking ? await ask(request, status) : soon(status, stored);
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.fault !== 'transient') throw error;
    return { kind: 'in_progress', handle: stored, lookAgainIn: Math.max(interval, (error.retryAt ?? now) - now) };
  }
}

async function ask({ deployer, deployment, now }: EndRequest, status: InProgress): Promise<DeploymentStatus> {
  const handle = { endingSince: now, of: status.handle };
  try {
    const cancellation = await deployer.cancel?.(deployment, status.handle);
    if (cancellation?.kind === 'replaced')
      return { kind: 'failure', why: 'It was still going on; the next deployment takes its place.' };
    return soon(status, handle, 'It was asked to end.');
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.fault === 'transient') throw error;
    return soon(status, handle, `It cannot be ended and is waited for. ${error.message}`);
  }
}

function soon(status: InProgress, handle: Json, words = ''): DeploymentStatus {
  const note = [words, status.note ?? ''].filter((part) => part !== '').join(' ');
  const lookAgainIn = Math.min(status.lookAgainIn ?? interval, interval);
  return { kind: 'in_progress', handle, lookAgainIn, ...(note === '' ? {} : { note }) };
}
