import { setTimeout as sleep } from 'node:timers/promises';
import type { DeploymentRequest } from './deployer-protocol.ts';
import type { DeploymentLedger } from './deployment-ledger.ts';
import type { FaultKind } from './faults.ts';
import { placeOf } from './place.ts';
import type { RunningServices } from './running-services.ts';
import { nextStanding } from './standing.ts';

type World = {
  readonly ledger: DeploymentLedger;
  readonly running: RunningServices;
  /** How long a deployment takes beside the start of the process, in milliseconds. */
  readonly duration: number;
  /** Once aborted nothing is begun, and what has not had its effect is left for the next start. */
  readonly closing: AbortSignal;
};

/**
 * Carries one recorded deployment to its end, the effect noted in the same turn as it happens. Never rejects. One that is cancelled before it
 * changes anything fails.
 */
export function createCarryOutDeployment({ ledger, running, duration, closing }: World) {
  return async (key: string, fault: FaultKind | null, cancelled: AbortSignal): Promise<void> => {
    const request = ledger.find(key)?.request;
    if (!request || closing.aborted) return;
    ledger.begin(key);
    try {
      const signal = AbortSignal.any([closing, cancelled]);
      await sleep(fault === 'slow' ? duration * 10 : duration, undefined, { signal });
      if (fault === 'failure') throw new Error('The platform could not place the service: no capacity.');
      ledger.finish(key, 'success', await change(running, request, () => ledger.affect(key)));
    } catch (error) {
      if (!closing.aborted) ledger.finish(key, 'failure', whyNot(error));
    }
  };
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'AbortError' ? 'It was cancelled before anything was changed.' : error.message;
}

async function change(
  running: RunningServices,
  request: DeploymentRequest,
  onSwitch: () => void,
): Promise<string | undefined> {
  const place = placeOf(request);
  const now = running.standing(place);
  if (request.kind === 'remove') {
    if (now.main === null) return 'Nothing ran, so nothing was removed.';
    const runs = now.main.version;
    if (runs !== request.version) throw new Error(`${runs} runs, not ${request.version}, so nothing was removed.`);
  }
  return void (await running.bring(place, nextStanding(now, request, running.instances(place)), onSwitch));
}
