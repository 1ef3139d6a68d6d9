import type { StepId } from '../ids.ts';
import { deployStep, verifyStep } from './service-steps.ts';
import type { ServiceMove, ServiceRollout, Strategy, StrategyTarget } from './strategy.ts';

/** One service after the other, each verified before the next starts, with a pause between and a watch on those already moved. */
export const sequential: Strategy = {
  name: 'sequential',
  summary: 'one service after the other, each verified before the next',
  requires: [],
  pauses: true,
  rollOut: atOnce,
};

/** The whole of one service in one go, then its verification. */
export function atOnce(target: StrategyTarget, move: ServiceMove, needs: readonly StepId[]): ServiceRollout {
  const deploy = deployStep(target, move, needs);
  const verify = verifyStep(target, move, [deploy.id]);
  return { steps: [deploy, verify], done: verify.id, closing: null };
}
