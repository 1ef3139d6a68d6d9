import type { Changes } from './changes.ts';
import { messageForPage, type StoredMessage } from './stored-message.ts';
import { createThreads } from './threads.ts';

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
  const threads = createThreads();
  const inChannel = (channel: string) => [...(channels.get(channel)?.values() ?? [])];
  const get = (channel: string, ts: string) => channels.get(channel)?.get(ts);
  const tell = (message: StoredMessage) => {
    const replies = threads.count(message.channel, message.ts);
    changes.publish({ type: 'message', message: messageForPage(message, replies) });
  };
  const tellParent = (message: StoredMessage) => {
    if (message.ephemeralTo !== undefined || message.thread_ts === undefined) return;
    const parent = get(message.channel, message.thread_ts);
    if (parent !== undefined && parent.ts !== message.ts) tell(parent);
  };
  return {
    add(message) {
      const known = channels.get(message.channel) ?? new Map<string, StoredMessage>();
      channels.set(message.channel, known.set(message.ts, message));
      threads.add(message);
      tell(message);
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
      threads.remove(message);
      changes.publish({ type: 'message_deleted', channel, ts });
      tellParent(message);
    },
    inChannel,
    replies: (channel, ts) =>
      threads
        .under(channel, ts)
        .map((reply) => get(channel, reply))
        .filter((reply) => reply !== undefined),
    all: () => [...channels.keys()].flatMap(inChannel),
  };
}
