import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';

/** Answers by key that are given out for at most `maxAge` milliseconds. A failed question leaves nothing behind and uses nothing old. */
export type FreshCache<T> = {
  /** The kept answer, or the one `ask` gives now. `fresh` always asks; questions under way are shared unless `fresh`. */
  get(key: string, ask: () => Promise<T>, options?: { readonly fresh?: boolean }): Promise<T>;
  put(key: string, value: T): void;
  has(key: string): boolean;
};

export function createFreshCache<T>(clock: Clock, maxAge: Millis): FreshCache<T> {
  const kept = new Map<string, { readonly value: T; readonly until: Millis }>();
  const asking = new Map<string, Promise<T>>();

  const keep = (key: string, value: T): void => {
    const now = clock.now();
    for (const [other, { until }] of kept) if (until <= now) kept.delete(other);
    kept.set(key, { value, until: now + maxAge });
  };
  const start = async (key: string, ask: () => Promise<T>): Promise<T> => {
    const value = await ask();
    keep(key, value);
    return value;
  };

  return {
    async get(key, ask, { fresh = false } = {}) {
      const found = kept.get(key);
      if (!fresh && found !== undefined && found.until > clock.now()) return found.value;
      const underway = asking.get(key);
      if (!fresh && underway !== undefined) return underway;
      const answer = start(key, ask).finally(() => {
        if (asking.get(key) === answer) asking.delete(key);
      });
      asking.set(key, answer);
      return answer;
    },
    put: keep,
    has: (key) => (kept.get(key)?.until ?? 0) > clock.now(),
  };
}
