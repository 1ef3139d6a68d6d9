import { digestOf } from './digest.ts';
import type { Json, Millis } from './ids.ts';

/** What the hash of an event covers, beside the event before it. */
export type ChainedContent = { readonly seq: number; readonly at: Millis; readonly body: Json };

/** The `prev` of a log's first event: bound to the log's name, so that one log cannot be passed off as another. */
export function chainStart(log: string): string {
  return digestOf({ log });
}

/** The hash of one event: SHA-256 over the canonical JSON (RFC 8785) of `{ prev, seq, at, body }`. */
export function chainHash(prev: string, { seq, at, body }: ChainedContent): string {
  return digestOf({ prev, seq, at, body });
}
