import type { Json, Millis } from '#domain/ids.ts';

/** An event as it stands in a log. `hash` covers `prev`, `seq`, `at` and `body`, so a changed or missing event is noticed. */
export type StoredEvent = {
  readonly seq: number;
  readonly at: Millis;
  readonly prev: string;
  readonly hash: string;
  readonly body: Json;
};

/** Proof of a lease: an append that carries one is refused once the lease has passed to somebody else. */
export type Fence = { readonly lease: string; readonly token: string };

export type AppendRequest = {
  /** The log's name, `release/rel-...` or `project/shop`. */
  readonly log: string;
  /** The number of events the writer has seen. */
  readonly expectedSeq: number;
  readonly at: Millis;
  readonly bodies: readonly Json[];
  readonly fence?: Fence;
};

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly seq: number }
  /** Somebody appended first; read and decide again. */
  | { readonly kind: 'conflict'; readonly seq: number }
  /** The writer's lease is gone: it must stop, its work belongs to another. */
  | { readonly kind: 'fenced' };

/** Append-only logs with optimistic concurrency and a hash chain. The only truth Fairlead keeps. */
export type LogStore = {
  /** Appends all bodies or none, atomically. Never merges. */
  append(request: AppendRequest): Promise<AppendOutcome>;
  /** Events after `afterSeq` in order, checked against the chain; throws LOG_CORRUPT when it is broken. An unknown log is empty. */
  read(log: string, afterSeq?: number): Promise<readonly StoredEvent[]>;
  /** Names of the logs whose name starts with `prefix`, in no order. */
  list(prefix: string): Promise<readonly string[]>;
};

/** A short exclusive right to one thing, kept by renewing it. Dead holders lose it when `ttl` has passed. */
export type LeaseStore = {
  /** A token that nobody has been given before. */
  newToken(): string;
  /**
   * A token when nobody holds the lease on `lease` (a name inside the log's slot), else null. A caller who names the token beforehand may
   * send an append fenced by it in the same breath: it is refused where the lease is.
   */
  acquire(log: string, lease: string, ttl: Millis, token?: string): Promise<string | null>;
  /** False when the lease has been lost; the holder must stop acting. */
  renew(log: string, lease: string, token: string, ttl: Millis): Promise<boolean>;
  /** Gives the lease back if `token` still holds it. */
  release(log: string, lease: string, token: string): Promise<void>;
  isHeld(log: string, lease: string): Promise<boolean>;
};

/** Small values that may be lost at any time and are then made again (what was last drawn, who is in a group). */
export type Scratch = {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, ttl: Millis): Promise<void>;
  /** Sets the key only when it is absent; true when it was. Used to refuse replays. */
  claim(key: string, ttl: Millis): Promise<boolean>;
  delete(key: string): Promise<void>;
};
