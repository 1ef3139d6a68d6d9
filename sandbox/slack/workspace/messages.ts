import type { Changes } from './changes.ts';
import { messageForPage, type StoredMessage } from './stored-message.ts';

/** Every message of the workspace. What is added, replaced or removed is told to the watchers. */
export type Messages = {
  readonly add: (message: StoredMessage) => void;
  readonly get: (channel: string, ts: string) => StoredMessage | undefined;
  /** Puts another record in the place of the one with the same channel and ts. */
  readonly replace: (message: StoredMessage) => void;
  readonly remove: (channel: string, ts: string) => void;
  /** All messages of a channel, oldest first, replies and ephemeral ones too. */
  readonly inChannel: (channel: string) => readonly StoredMessage[];
  /** The replies under one message, oldest first, without ephemeral ones. */
  readonly replies: (channel: string, ts: string) => readonly StoredMessage[];
  readonly all: () => readonly StoredMessage[];
};

/** Starts with no messages. */
export function createMessages(changes: Changes): Messages {
  const channels = new Map<string, Map<string, StoredMessage>>();
  const threads = new Map<string, Set<string>>();
  const inChannel = (channel: string) => [...(channels.get(channel)?.values() ?? [])];
  const get = (channel: string, ts: string) => channels.get(channel)?.get(ts);
  const threadOf = (channel: string, ts: string) => `${channel}:${ts}`;
  const replyCount = (message: StoredMessage) => threads.get(threadOf(message.channel, message.ts))?.size ?? 0;

  const tell = (message: StoredMessage) =>
    changes.publish({ type: 'message', message: messageForPage(message, replyCount(message)) });
  const tellParent = (message: StoredMessage) => {
    const parent = message.thread_ts === undefined ? undefined : get(message.channel, message.thread_ts);
    if (parent !== undefined && parent.ts !== message.ts) tell(parent);
  };
  const isReply = (message: StoredMessage) =>
    message.thread_ts !== undefined && message.thread_ts !== message.ts && message.ephemeralTo === undefined;

  return {
    add(message) {
      const known = channels.get(message.channel) ?? new Map<string, StoredMessage>();
      channels.set(message.channel, known.set(message.ts, message));
      tell(message);
      if (!isReply(message)) return;
      const key = threadOf(message.channel, message.thread_ts ?? '');
      threads.set(key, (threads.get(key) ?? new Set()).add(message.ts));
      tellParent(message);
    },
    get,
    replace(message) {
      channels.get(message.channel)?.set(message.ts, message);
      tell(message);
    },
    remove(channel, ts) {
      const message = get(channel, ts);
      if (message === undefined) return;
      channels.get(channel)?.delete(ts);
      changes.publish({ type: 'message_deleted', channel, ts });
      threads.get(threadOf(channel, message.thread_ts ?? ''))?.delete(ts);
      tellParent(message);
    },
    inChannel,
    replies(channel, ts) {
      const known = threads.get(threadOf(channel, ts)) ?? new Set<string>();
      return [...known].map((reply) => get(channel, reply)).filter((reply) => reply !== undefined);
    },
    all: () => [...channels.keys()].flatMap(inChannel),
  };
}
