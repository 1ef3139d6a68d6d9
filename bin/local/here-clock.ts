import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#ports/clock.ts';

/** The clock of this machine. */
export const hereClock: Clock = {
  now: () => Date.now(),
  sleep: (millis) => sleep(millis),
};
