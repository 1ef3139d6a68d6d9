import { rampUp } from './ramp.ts';
import { atOnce } from './sequential.ts';
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
    const ramp = rampUp(target, move, needs);
    const last = atOnce(target, move, ramp.needs);
    return { ...last, steps: [...ramp.steps, ...last.steps] };
  },
};
