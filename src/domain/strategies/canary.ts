import type { Stage } from '../plan/stage.ts';
import type { Step } from '../plan/step.ts';
import { atOnce } from './sequential.ts';
import { analyseStep, deployStep, promoteStep, verifyStep } from './service-steps.ts';
import type { Strategy } from './strategy.ts';

/**
 * A growing share of the traffic: at each stop the version is verified, looked at for as long as it bakes, and promoted by itself or by a
 * person. A service that did not run before has nobody to share with.
 */
export const canary: Strategy = {
  name: 'canary',
  summary: 'a growing share of the traffic, analysed at each stop',
  requires: ['share'],
  pauses: true,
  rollOut(target, move, needs) {
    if (move.from === null || move.to === null) return atOnce(target, move, needs);
    const steps: Step[] = [];
    let before = needs;
    for (const percent of target.stages.ramp.filter((share) => share < 100)) {
      const stage: Stage = { kind: 'share', percent };
      const deploy = deployStep(target, move, before, stage);
      const verify = verifyStep(target, move, [deploy.id], stage);
      const analyse = analyseStep(target, move, [verify.id], stage);
      const promote = promoteStep(target, move, [analyse.id], stage);
      steps.push(deploy, verify, analyse, ...(promote === null ? [] : [promote]));
      before = [promote?.id ?? analyse.id];
    }
    const last = atOnce(target, move, before);
    return { ...last, steps: [...steps, ...last.steps] };
  },
};
