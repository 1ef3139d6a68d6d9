import type { Scratch } from '#ports/log-store.ts';

/** A worker's hands on the outside: what it fetches and what it keeps. It dies at its n-th touch and touches nothing from then on. */
export type DyingWorker = {
  readonly fetch: typeof globalThis.fetch;
  readonly scratch: Scratch;
  readonly isDead: () => boolean;
};

/** Dies before or after the touch has its effect. Touches are counted from 1. */
export function createDyingWorker(scratch: Scratch, at: number, when: 'before' | 'after'): DyingWorker {
  let touches = 0;
  let isDead = false;
  const touch = async <T>(effect: () => Promise<T>): Promise<T> => {
    touches += 1;
    if (isDead || (touches === at && when === 'before')) {
      isDead = true;
      throw new Error('The worker is dead.');
    }
    const result = await effect();
    if (touches === at) {
      isDead = true;
      throw new Error('The worker is dead.');
    }
    return result;
  };
  return {
    fetch: (input, init) => touch(() => globalThis.fetch(input, init)),
    scratch: {
      get: (key) => touch(() => scratch.get(key)),
      set: (key, value, ttl) => touch(() => scratch.set(key, value, ttl)),
      claim: (key, ttl) => touch(() => scratch.claim(key, ttl)),
      delete: (key) => touch(() => scratch.delete(key)),
    },
    isDead: () => isDead,
  };
}
