import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json-object.ts';
import type { StoredChannel } from '../workspace/channels.ts';
import { isMember } from './find-channel.ts';

/** A channel or direct message as conversations.info and its like answer it. */
export function channelForApi(core: SlackCore, channel: StoredChannel): JsonObject {
  const { app, team } = core.workspace;
  if (channel.kind === 'im') {
    const other = channel.members.find((member) => member !== app.userId) ?? app.userId;
    return { id: channel.id, is_im: true, is_channel: false, user: other, is_archived: false, is_open: true };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    is_member: isMember(core, channel),
    is_shared: false,
    is_ext_shared: false,
    num_members: channel.members.length,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    context_team_id: team.id,
  };
}
