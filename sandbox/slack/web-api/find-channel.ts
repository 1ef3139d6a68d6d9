import type { SlackCore } from '../core.ts';
import { SlackRefusal } from '../refusal.ts';
import type { StoredChannel } from '../workspace/channels.ts';

/** The channel an app may know of. A private one it is not in does not exist for it: `channel_not_found`. */
export function findChannel(core: SlackCore, id: string | undefined): StoredChannel {
  const channel = id === undefined ? undefined : core.workspace.channels.get(id);
  if (channel === undefined || (channel.isPrivate && !isMember(core, channel))) {
    throw new SlackRefusal('channel_not_found');
  }
  return channel;
}

/** Says whether the app is in the channel. */
export function isMember(core: SlackCore, channel: StoredChannel): boolean {
  return channel.members.includes(core.workspace.app.userId);
}

/**
 * The channel a message goes to: an id, a `#name`, or a person's id, whose direct message is opened. Refuses archived
 * channels, and ones the app is not in unless the channel is public and the app has `chat:write.public`.
 */
export function channelToPostIn(core: SlackCore, given: string | undefined): StoredChannel {
  const { channels, people, app } = core.workspace;
  if (given !== undefined && people.get(given) !== undefined) return channels.direct(app.userId, given);
  const named = given === undefined ? undefined : channels.named(given.replace(/^#/, ''));
  const channel = findChannel(core, named?.id ?? given);
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  const mayPost = isMember(core, channel) || (!channel.isPrivate && core.manifest.scopes.includes('chat:write.public'));
  if (!mayPost) throw new SlackRefusal('not_in_channel');
  return channel;
}
