import type { StepId } from '../ids.ts';
import type { Ramp } from './ramp.ts';
import { atOnce } from './sequential.ts';
import { deployStep, verifyStep } from './service-steps.ts';
import type { ServiceMove, ServiceRollout, Strategy, StrategyTarget } from './strategy.ts';

/**
 * The new version on the idle side, verified there, then all traffic at once. The old side is kept for its time, in which the way back is a
 * switch, and then taken away. A service that did not run before has no other side.
 */
export const blueGreen: Strategy = {
  name: 'blue-green',
  summary: 'the idle side first, then all traffic at once, with the old side kept',
  requires: ['idle'],
  pauses: true,
  rollOut: (target, move, needs) => changeSides(target, move, needs, (verified) => ({ steps: [], needs: verified })),
};

/** The idle side first, then the switch, with `between` after the idle side is verified. What is left of the old side is taken away at the end. */
export function changeSides(
  target: StrategyTarget,
  move: ServiceMove,
  needs: readonly StepId[],
  between: (needs: readonly StepId[]) => Ramp,
): ServiceRollout {
  if (move.from === null || move.to === null) return atOnce(target, move, needs);
  const idle = deployStep(target, move, needs, { kind: 'idle' });
  const verifyIdle = verifyStep(target, move, [idle.id], { kind: 'idle' });
  const ramp = between([verifyIdle.id]);
  const change = deployStep(target, move, ramp.needs, { kind: 'switch' });
  const verify = verifyStep(target, move, [change.id], { kind: 'switch' });
  return {
    steps: [idle, verifyIdle, ...ramp.steps, change, verify],
    done: verify.id,
    closing: (behind) => {
      const retire = deployStep(target, move, behind, { kind: 'retire' });
      return [retire, verifyStep(target, move, [retire.id], { kind: 'retire' })];
    },
  };
}
