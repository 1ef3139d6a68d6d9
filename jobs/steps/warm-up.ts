import { runOnce } from './run-once.ts';

/** Warms the idle side of a service up before all of the traffic goes there. */
export const warmUp = runOnce('warm-up');
