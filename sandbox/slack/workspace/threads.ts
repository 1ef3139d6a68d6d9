import type { StoredMessage } from './stored-message.ts';

/** Which replies stand under which message. Ephemeral replies are not counted. */
export type Threads = {
  readonly add: (message: StoredMessage) => void;
  readonly remove: (message: StoredMessage) => void;
  /** The timestamps of the replies under a message, oldest first. */
  readonly under: (channel: string, ts: string) => readonly string[];
  readonly count: (channel: string, ts: string) => number;
};

/** Starts with no threads. */
export function createThreads(): Threads {
  const known = new Map<string, Set<string>>();
  const key = (channel: string, ts: string) => `${channel}:${ts}`;
  return {
    add(message) {
      if (message.thread_ts === undefined || message.ephemeralTo !== undefined) return;
      if (message.thread_ts === message.ts) return;
      const at = key(message.channel, message.thread_ts);
      known.set(at, (known.get(at) ?? new Set()).add(message.ts));
    },
    remove: (message) => known.get(key(message.channel, message.thread_ts ?? ''))?.delete(message.ts),
    under: (channel, ts) => [...(known.get(key(channel, ts)) ?? [])],
    count: (channel, ts) => known.get(key(channel, ts))?.size ?? 0,
  };
}
