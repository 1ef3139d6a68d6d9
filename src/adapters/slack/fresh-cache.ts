import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';

/** Answers by key. Age counts from when the question was asked. A failed question leaves nothing behind, and nothing older is given instead. */
export type FreshCache<T> = {
  /** The answer to a question asked less than `maxAge` milliseconds ago, still under way or not; else the one `ask` gives now. */
  get(key: string, maxAge: Millis, ask: () => Promise<T>): Promise<T>;
  put(key: string, value: T): void;
  has(key: string, maxAge: Millis): boolean;
};

/** A cache that forgets what is older than `keepFor`. */
export function createFreshCache<T>(clock: Clock, keepFor: Millis): FreshCache<T> {
  const kept = new Map<string, { readonly answer: Promise<T>; readonly askedAt: Millis }>();
  const find = (key: string, maxAge: Millis) => {
    const entry = kept.get(key);
    return entry !== undefined && clock.now() - entry.askedAt < maxAge ? entry.answer : undefined;
  };
  const keep = (key: string, answer: Promise<T>): Promise<T> => {
    const askedAt = clock.now();
    for (const [other, entry] of kept) if (askedAt - entry.askedAt >= keepFor) kept.delete(other);
    kept.set(key, { answer, askedAt });
    answer.catch(() => {
      if (kept.get(key)?.answer === answer) kept.delete(key);
    });
    return answer;
  };

  return {
    get: (key, maxAge, ask) => find(key, maxAge) ?? keep(key, ask()),
    put: (key, value) => void keep(key, Promise.resolve(value)),
    has: (key, maxAge) => find(key, maxAge) !== undefined,
  };
}
