import type { SlackCore } from '../core.ts';
import type { StoredChannel } from './channels.ts';

/** Puts a user in a channel and tells the app, if it subscribes to `member_joined_channel` and is in the channel. */
export function joinChannel(core: SlackCore, channel: StoredChannel, userId: string): StoredChannel {
  const joined = { ...channel, members: [...channel.members, userId] };
  core.workspace.channels.put(joined);
  if (joined.members.includes(core.workspace.app.userId)) {
    core.emit({
      type: 'member_joined_channel',
      user: userId,
      channel: channel.id,
      channel_type: channel.isPrivate ? 'G' : 'C',
      team: core.workspace.team.id,
      event_ts: core.workspace.counters.ts(),
    });
  }
  return joined;
}
