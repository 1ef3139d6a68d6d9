/** Where a log ends: its last sequence number and hash. */
export type Tail = { readonly seq: number; readonly hash: string };

/** Remembers where the logs this process has lately seen end, so that an append needs one round trip. Never trusted: the script checks. */
export type TailCache = {
  /** The tail this process last saw, when its sequence number is `seq`. */
  at(log: string, seq: number): Tail | undefined;
  keep(log: string, tail: Tail): void;
  forget(log: string): void;
};

/** Keeps at most `limit` tails; the one kept longest ago goes first. */
export function createTailCache(limit: number): TailCache {
  const tails = new Map<string, Tail>();
  return {
    at(log, seq) {
      const tail = tails.get(log);
      return tail?.seq === seq ? tail : undefined;
    },
    keep(log, tail) {
      tails.delete(log);
      tails.set(log, tail);
      const [oldest] = tails.keys();
      if (tails.size > limit && oldest !== undefined) tails.delete(oldest);
    },
    forget(log) {
      tails.delete(log);
    },
  };
}
