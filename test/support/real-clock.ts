import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '#ports/clock.ts';

/** The machine's own time. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: async (millis, signal) => void (await wait(millis, undefined, { signal })),
};
