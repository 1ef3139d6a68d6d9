/** Makes the ids and timestamps of one workspace; the same calls in the same order give the same ids. */
export type Counters = {
  /** A Slack id: a prefix letter and a counter, for instance `V0000000001`. */
  readonly id: (prefix: string) => string;
  /** A message timestamp: seconds, a dot, six digits; later than every one before it, whatever the clock does. */
  readonly ts: () => string;
};

/** Starts the counters of a workspace. `now` gives epoch milliseconds. */
export function createCounters(now: () => number): Counters {
  const used = new Map<string, number>();
  let second = 0;
  let micros = 0;
  return {
    id(prefix) {
      const next = (used.get(prefix) ?? 0) + 1;
      used.set(prefix, next);
      return `${prefix}${next.toString(36).toUpperCase().padStart(10, '0')}`;
    },
    ts() {
      const current = Math.floor(now() / 1000);
      if (current > second) {
        second = current;
        micros = 0;
      }
      micros += 100;
      if (micros >= 1_000_000) {
        second += 1;
        micros = 100;
      }
      return `${second}.${String(micros).padStart(6, '0')}`;
    },
  };
}
