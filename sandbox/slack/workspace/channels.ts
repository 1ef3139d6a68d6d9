import type { Channel } from '../client-api.ts';
import type { Changes } from './changes.ts';
import type { Counters } from './counters.ts';

/** A channel or direct message as the workspace keeps it. `isPrivate` channels are seen by their members only. */
export type StoredChannel = Channel & { readonly isPrivate: boolean };

/** The channels and direct messages of the workspace. */
export type Channels = {
  readonly get: (id: string) => StoredChannel | undefined;
  readonly named: (name: string) => StoredChannel | undefined;
  readonly all: () => readonly StoredChannel[];
  /** Puts a channel in, or in the place of the one with its id. */
  readonly put: (channel: StoredChannel) => void;
  /** The direct message between two users; made at the first call. */
  readonly direct: (one: string, other: string) => StoredChannel;
};

/** Starts with no channels. */
export function createChannels(counters: Counters, changes: Changes): Channels {
  const known = new Map<string, StoredChannel>();
  const put = (channel: StoredChannel) => {
    known.set(channel.id, channel);
    changes.publish({ type: 'channel', channel: channelForPage(channel) });
  };
  return {
    get: (id) => known.get(id),
    named: (name) => [...known.values()].find((channel) => channel.kind === 'channel' && channel.name === name),
    all: () => [...known.values()],
    put,
    direct(one, other) {
      const members = [one, other].sort();
      const found = [...known.values()].find((channel) => channel.kind === 'im' && sameMembers(channel, members));
      if (found !== undefined) return found;
      const made: StoredChannel = {
        id: counters.id('D'),
        name: '',
        kind: 'im',
        topic: '',
        isArchived: false,
        isPrivate: true,
        members,
      };
      put(made);
      return made;
    },
  };
}

/** The channel in the words of the browser page. */
export function channelForPage(channel: StoredChannel): Channel {
  const { id, name, kind, topic, isArchived, members } = channel;
  return { id, name, kind, topic, isArchived, members };
}

function sameMembers(channel: StoredChannel, sorted: readonly string[]): boolean {
  return [...channel.members].sort().join() === sorted.join();
}
