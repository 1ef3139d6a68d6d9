import type { Clock } from '#ports/clock.ts';
import type { Scratch } from '#ports/log-store.ts';

/** Scratch in this process. */
export function createMemoryScratch(clock: Pick<Clock, 'now'>): Scratch {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  const find = (key: string) => {
    const entry = kept.get(key);
    return entry !== undefined && entry.until > clock.now() ? entry.value : null;
  };
  return {
    get: async (key) => find(key),
    async set(key, value, ttl) {
      kept.set(key, { value, until: clock.now() + ttl });
    },
    async claim(key, ttl) {
      if (find(key) !== null) return false;
      kept.set(key, { value: '', until: clock.now() + ttl });
      return true;
    },
    async delete(key) {
      kept.delete(key);
    },
  };
}
