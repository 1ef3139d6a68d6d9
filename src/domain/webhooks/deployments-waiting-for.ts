import { z } from 'zod';
import type { Step } from '../plan/step.ts';
import { PlannedDeployer } from '../project/deployer-config.ts';
import type { StepRun } from '../release/decision.ts';
import type { Release } from '../release/release.ts';
import { stateOf } from '../release/step-of.ts';
import type { StepState } from '../release/step-state.ts';
import { isAboutDeployer } from './is-about.ts';
import type { WebhookHint } from './webhook-hint.ts';

/** A handle that tells its run, as those of all CI deployers do. */
const RunHandle = z.object({ run: z.string().nullable() });

/** A deployment in flight. One that is not pending is just being sent, so its end cannot be asked for yet. */
export type WaitingDeployment = StepRun & { readonly isPending: boolean };

/**
 * The deployments of a release, also those of its way back, that wait for what the hint is about: by the deployer they were planned with, and
 * by the run in their handle where both are known.
 */
export function deploymentsWaitingFor(release: Release, hint: WebhookHint): readonly WaitingDeployment[] {
  if (release.ending !== null) return [];
  return [...release.plan.steps, ...release.plan.rollbackSteps].flatMap((step) => {
    const state = stateOf(release, step.id);
    const isMeant = step.kind === 'deploy' && isAboutStep(hint, step) && isAboutRun(hint, state);
    if (!isMeant || (state.status !== 'pending' && state.status !== 'running')) return [];
    return [{ step: step.id, attempt: state.attempt, isPending: state.status === 'pending' }];
  });
}

function isAboutStep(hint: WebhookHint, { environment, params, service }: Step): boolean {
  const deployer = PlannedDeployer.safeParse(params.deployer);
  const place = { service: service ?? '', environment: environment ?? '' };
  return deployer.success && isAboutDeployer(hint, deployer.data, place);
}

function isAboutRun(hint: WebhookHint, state: StepState): boolean {
  if (hint.about !== 'run' || hint.run === null || state.status !== 'pending') return true;
  const handle = RunHandle.safeParse(state.handle);
  return !handle.success || handle.data.run === null || handle.data.run === hint.run;
}
