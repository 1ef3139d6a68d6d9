import type { StepId } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import { deployStep, pauseStep, verifyStep, watchStep } from './service-steps.ts';
import type { Strategy, StrategyTarget } from './strategy.ts';

/** One service after the other, each verified before the next starts, with a pause between and a watch on those already moved. */
export const sequential: Strategy = {
  name: 'sequential',
  summary: 'one service after the other, each verified before the next',
  compile: (target) => oneByOne(target, target.waitBetween),
};

/** The chain both serial strategies share: deploy, verify, perhaps pause, next. */
export function oneByOne(target: StrategyTarget, waitBetween: number): readonly Step[] {
  const steps: Step[] = [];
  let needs: readonly StepId[] = target.after;
  for (const [index, move] of target.moves.entries()) {
    const deploy = deployStep(target, move, needs);
    const verify = verifyStep(target, move, [deploy.id]);
    const isLast = index === target.moves.length - 1;
    const watch = isLast ? null : watchStep(target, move);
    const pause = isLast || waitBetween === 0 ? null : pauseStep(target, move, waitBetween);
    steps.push(deploy, verify, ...(watch === null ? [] : [watch]), ...(pause === null ? [] : [pause]));
    needs = [pause?.id ?? verify.id];
  }
  return steps;
}
