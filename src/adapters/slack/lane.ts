import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';

/** One call each `interval` milliseconds, after up to `burst` at once. */
export type LaneRule = { readonly interval: Millis; readonly burst: number };

export type LaneTurn = { readonly kind: 'go' } | { readonly kind: 'too_long'; readonly until: Millis };

/** A queue for calls that share a rate limit. Lanes know nothing of each other, so a pause in one holds up no other. */
export type Lane = {
  /** Waits for a turn, in the order of asking; answers `too_long` at once where the wait would exceed the lane's patience. */
  take(): Promise<LaneTurn>;
  /** Lets nothing through before `until`, and no burst right after it (Slack's Retry-After). */
  pause(until: Millis): void;
};

/** Makes a lane: a token bucket kept as the time at which the bucket is full again (generic cell rate algorithm). */
export function createLane(rule: LaneRule, { clock, patience }: { clock: Clock; patience: Millis }): Lane {
  const reach = (rule.burst - 1) * rule.interval;
  let fullAt = 0;
  let pausedUntil = 0;

  return {
    async take() {
      for (;;) {
        const now = clock.now();
        const start = Math.max(now, pausedUntil, fullAt - reach);
        if (start - now > patience) return { kind: 'too_long', until: start };
        fullAt = Math.max(fullAt, start) + rule.interval;
        if (start > now) await clock.sleep(start - now);
        if (clock.now() >= pausedUntil) return { kind: 'go' };
      }
    },
    pause(until) {
      pausedUntil = Math.max(pausedUntil, until);
      fullAt = Math.max(fullAt, until + reach);
    },
  };
}
