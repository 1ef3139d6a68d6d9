import type { Clock } from '#ports/clock.ts';

/** A clock that only a test moves. Sleepers wake, in order of their time, when it is moved past them. */
export type HeldClock = Clock & {
  advance(millis: number): Promise<void>;
  /** Resolves once at least `count` sleepers wait. */
  sleepers(count: number): Promise<void>;
};

export function createHeldClock(start = 1_000_000): HeldClock {
  let now = start;
  let waiting: { readonly at: number; readonly wake: () => void }[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    sleep: (millis) => new Promise((wake) => waiting.push({ at: now + millis, wake })),
    async sleepers(count) {
      while (waiting.length < count) await settle();
    },
    async advance(millis) {
      await settle();
      const end = now + millis;
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waiting = waiting.filter((sleeper) => sleeper !== next);
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
