import type { Deployment } from '#ports/deployer.ts';
import { plainSentence } from '../plain-text.ts';
import { missing } from './cluster.ts';
import { type ClusterRollout, isObserved, isUnderWay, type RolloutStep } from './rollout-object.ts';

/** Where a deployment wants a Rollout to be. */
export type Goal =
  /** Paused behind the step that sets this weight, in percent. */
  | { readonly kind: 'weight'; readonly percent: number }
  /** Paused before the active Service is switched. */
  | { readonly kind: 'preview' }
  /** The active Service switched, by the end of that pause. */
  | { readonly kind: 'active' }
  /** Everything on the version, without further pauses. */
  | { readonly kind: 'promoted' }
  /** As it is: Argo Rollouts takes the old pods away by itself. */
  | { readonly kind: 'kept' }
  /** No pods. */
  | { readonly kind: 'gone' };

/** What is to be done next for a goal. */
export type NextMove =
  | { readonly kind: 'settled' | 'promote' | 'promote-full' }
  | { readonly kind: 'waiting'; readonly note: string }
  | { readonly kind: 'failure'; readonly why: string };

/**
 * The goal of a deployment. Throws DEPLOYER_FAILED where the Rollout is not made for it: its strategy has to leave every promotion to Fairlead, so a
 * canary consists of weights with a pause without end behind each, and blue-green does not promote by itself.
 */
export function goalOf({ stage = { kind: 'whole' }, version }: Deployment, rollout: ClusterRollout): Goal {
  if (version === null) return { kind: 'gone' };
  const { blueGreen, canary } = rollout.spec.strategy;
  const { name } = rollout.metadata;
  switch (stage.kind) {
    case 'whole':
      return { kind: 'promoted' };
    case 'share':
      if (canary == null || canary.trafficRouting == null)
        throw missing(`The Rollout ${name} has no canary with trafficRouting, so it gives no shares of the traffic`);
      pauseBehind(rollout, stage.percent);
      return { kind: 'weight', percent: stage.percent };
    case 'idle':
    case 'switch':
    case 'retire':
      if (blueGreen == null || blueGreen.autoPromotionEnabled !== false)
        throw missing(
          `The Rollout ${name} is not blueGreen with autoPromotionEnabled: false, so it would switch by itself`,
        );
      if (stage.kind === 'retire') return { kind: 'kept' };
      return { kind: stage.kind === 'idle' ? 'preview' : 'active' };
    case 'instances':
      if (canary == null || canary.trafficRouting != null)
        throw missing(`The Rollout ${name} has no canary without trafficRouting, so it replaces no pods in batches`);
      pauseBehind(rollout, stage.percent);
      return { kind: 'weight', percent: stage.percent };
  }
}

/** Throws DEPLOYER_FAILED where a version that is not on its way yet would come to another weight first than the one that is wanted. */
export function refuseOtherFirst(goal: Goal, { metadata, spec }: ClusterRollout): void {
  const first = spec.strategy.canary?.steps?.[0]?.setWeight;
  if (goal.kind !== 'weight' || first == null || first === goal.percent) return;
  throw missing(
    `The Rollout ${metadata.name} comes to ${first} % before ${goal.percent} %, and the plan to ${goal.percent} % first`,
  );
}

/** What has to be done next with a Rollout whose image was set, or what it waits for. Asked again after each promotion. */
export function nextMove(goal: Goal, rollout: ClusterRollout): NextMove {
  const { spec, status } = rollout;
  if (goal.kind === 'kept') return { kind: 'settled' };
  if (!isObserved(rollout)) return waiting('Argo Rollouts has not looked at it yet.');
  if (goal.kind === 'gone')
    return (status.replicas ?? 0) === 0
      ? { kind: 'settled' }
      : waiting(`Pods that are still there: ${status.replicas ?? 0}.`);
  if (status.phase === 'Degraded' || status.abort === true) return failure(rollout);
  if (spec.paused === true) return waiting(`The Rollout ${rollout.metadata.name} is paused by hand. Resume it.`);
  const reasons = (status.pauseConditions ?? []).map(({ reason }) => reason);
  if (status.controllerPause === true && reasons.length === 0) return waiting('Argo Rollouts is leaving its pause.');
  if (goal.kind === 'weight') return towardsWeight(goal.percent, rollout, reasons.includes('CanaryPauseStep'));
  if (!isUnderWay(rollout)) return arrived(goal, rollout);
  const isAtPreview = reasons.includes('BlueGreenPause');
  if (goal.kind === 'preview') return isAtPreview ? { kind: 'settled' } : progressing(rollout);
  if (goal.kind === 'active') return isAtPreview ? { kind: 'promote' } : progressing(rollout);
  return status.promoteFull === true ? progressing(rollout) : { kind: 'promote-full' };
}

function arrived(goal: Goal, rollout: ClusterRollout): NextMove {
  if (goal.kind === 'preview')
    return { kind: 'failure', why: 'The version has all of the traffic already, so it is on no idle side.' };
  return rollout.status.phase === 'Healthy' ? { kind: 'settled' } : progressing(rollout);
}

function towardsWeight(percent: number, rollout: ClusterRollout, isPaused: boolean): NextMove {
  if (!isUnderWay(rollout))
    return { kind: 'failure', why: `The version has all of the traffic already, so it is not given ${percent} %.` };
  const target = pauseBehind(rollout, percent);
  const at = rollout.status.currentStepIndex ?? 0;
  if (at > target) return { kind: 'failure', why: `The Rollout is past ${percent} % already. Somebody promoted it.` };
  if (!isPaused) return progressing(rollout);
  if (at === target) return { kind: 'settled' };
  if (at === target - 2) return { kind: 'promote' };
  const weight = rollout.spec.strategy.canary?.steps?.[at - 1]?.setWeight;
  const why = `The Rollout pauses at ${weight ?? 'no'} % before it comes to ${percent} %. Give the plan and the Rollout the same shares.`;
  return { kind: 'failure', why };
}

/** The index of the pause behind a weight. Throws DEPLOYER_FAILED where there is none, or a step moves on by itself. */
function pauseBehind({ metadata, spec }: ClusterRollout, percent: number): number {
  const steps = spec.strategy.canary?.steps ?? [];
  const odd = steps.findIndex((step, index) => !isWeight(step, index) && !isPause(step, index));
  if (odd >= 0 || steps.length % 2 === 1)
    throw missing(
      `Step ${(odd >= 0 ? odd : steps.length) + 1} of the Rollout ${metadata.name} is not as it has to be, which is setWeight and pause: {} in turns`,
    );
  const at = steps.findIndex(({ setWeight }) => setWeight === percent);
  if (at >= 0) return at + 1;
  const weights = steps.flatMap(({ setWeight }) => (setWeight == null ? [] : [`${setWeight} %`]));
  throw missing(`The Rollout ${metadata.name} has no step of ${percent} %, only of ${weights.join(', ') || 'none'}`);
}

function isWeight(step: RolloutStep, index: number): boolean {
  return index % 2 === 0 && step.setWeight != null && Object.keys(step).length === 1;
}

function isPause(step: RolloutStep, index: number): boolean {
  return index % 2 === 1 && step.pause != null && step.pause.duration == null && Object.keys(step).length === 1;
}

function progressing({ status }: ClusterRollout): NextMove {
  return waiting(plainSentence(status.message ?? '') || 'Argo Rollouts is at work.');
}

function waiting(note: string): NextMove {
  return { kind: 'waiting', note };
}

function failure({ status }: ClusterRollout): NextMove {
  const said = plainSentence(status.message ?? '');
  return { kind: 'failure', why: said === '' ? 'Argo Rollouts calls the Rollout degraded.' : said };
}
