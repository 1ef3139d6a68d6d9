import type { Step } from '../plan/step.ts';
import { batchesOf } from './batches.ts';
import { atOnce } from './sequential.ts';
import { deployStep, verifyStep } from './service-steps.ts';
import type { Strategy } from './strategy.ts';

/** Instances in batches, each verified before the next, the whole last. A service that did not run before has nothing to replace. */
export const rolling: Strategy = {
  name: 'rolling',
  summary: 'the instances of each service in batches, each batch verified',
  requires: ['instances'],
  pauses: true,
  rollOut(target, move, needs) {
    if (move.from === null || move.to === null) return atOnce(target, move, needs);
    const steps: Step[] = [];
    let before = needs;
    for (const stage of batchesOf(target.stages, move)) {
      const deploy = deployStep(target, move, before, stage);
      const verify = verifyStep(target, move, [deploy.id], stage);
      steps.push(deploy, verify);
      before = [verify.id];
    }
    const last = atOnce(target, move, before);
    return { ...last, steps: [...steps, ...last.steps] };
  },
};
