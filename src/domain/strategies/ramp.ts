import type { StepId } from '../ids.ts';
import { baselineName, type Stage } from '../plan/stage.ts';
import type { Step } from '../plan/step.ts';
import { analyseStep, deployStep, promoteStep, verifyStep } from './service-steps.ts';
import type { ServiceMove, StrategyTarget } from './strategy.ts';

/** The part of a rollout in which customers meet the version little by little, and what has to be behind it before it goes on. */
export type Ramp = { readonly steps: readonly Step[]; readonly needs: readonly StepId[] };

/** A growing share of the traffic: at each stop verified, looked at for as long as it bakes, and promoted by itself or by a person. */
export function rampUp(target: StrategyTarget, move: ServiceMove, needs: readonly StepId[]): Ramp {
  const steps: Step[] = [];
  let before = needs;
  for (const percent of target.stages.ramp.filter((share) => share < 100)) {
    const stage = shareOf(target, move, percent);
    const deploy = deployStep(target, move, before, stage);
    const verify = verifyStep(target, move, [deploy.id], stage);
    const analyse = analyseStep(target, move, [verify.id], stage);
    const promote = promoteStep(target, move, [analyse.id], stage);
    steps.push(deploy, verify, analyse, ...(promote === null ? [] : [promote]));
    before = [promote?.id ?? analyse.id];
  }
  return { steps, needs: before };
}

/** A share, with a baseline of the same size where there is to be one and both fit. */
function shareOf({ stages }: StrategyTarget, { from }: ServiceMove, percent: number): Stage {
  const hasBaseline = stages.baseline === true && from !== null && percent <= 50;
  return { kind: 'share', percent, ...(hasBaseline ? { baseline: baselineName(from) } : {}) };
}
