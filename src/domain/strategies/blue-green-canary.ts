import { changeSides } from './blue-green.ts';
import { rampUp } from './ramp.ts';
import type { Strategy } from './strategy.ts';

/**
 * Blue-green with a canary between: the new version on the idle side, verified there without customers, then a growing share of the traffic,
 * analysed at each stop, then the switch. The old side is kept for its time. From the first share on, the way back is a switch as well.
 */
export const blueGreenCanary: Strategy = {
  name: 'blue-green-canary',
  summary: 'the idle side first, then a growing share of the traffic and the switch, with the old side kept',
  requires: ['idle', 'share'],
  pauses: true,
  rollOut: (target, move, needs) => changeSides(target, move, needs, (verified) => rampUp(target, move, verified)),
};
