import { SlackRefusal } from '../refusal.ts';
import { joinChannel } from '../workspace/join-channel.ts';
import { channelForApi } from './channel-for-api.ts';
import { findChannel, isMember } from './find-channel.ts';
import type { Method } from './method.ts';
import { pageOf } from './paging.ts';
import { anyChannelScope, channelScope, requireScope } from './scopes.ts';

/** Slack method conversations.info. */
export const conversationsInfo: Method = {
  tokens: ['bot'],
  scopes: anyChannelScope('read'),
  tier: 3,
  run({ core, args }) {
    const channel = findChannel(core, args.text('channel'));
    requireScope(core, [channelScope(channel, 'read')]);
    return { channel: channelForApi(core, channel) };
  },
};

/** Slack method conversations.members. */
export const conversationsMembers: Method = {
  tokens: ['bot'],
  scopes: anyChannelScope('read'),
  tier: 4,
  run({ core, args }) {
    const channel = findChannel(core, args.text('channel'));
    requireScope(core, [channelScope(channel, 'read')]);
    const page = pageOf(channel.members, args, 100, 1000);
    return { members: page.items, response_metadata: page.metadata };
  },
};

/** Slack method conversations.join: public channels only. Joining twice answers with a warning. */
export const conversationsJoin: Method = {
  tokens: ['bot'],
  scopes: ['channels:join'],
  tier: 3,
  run({ core, args }) {
    const channel = findChannel(core, args.text('channel'));
    if (channel.kind === 'im' || channel.isPrivate) throw new SlackRefusal('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new SlackRefusal('is_archived');
    if (isMember(core, channel)) {
      return {
        channel: channelForApi(core, channel),
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      };
    }
    return { channel: channelForApi(core, joinChannel(core, channel, core.workspace.app.userId)) };
  },
};

/** Slack method conversations.open: the direct message with one person; the same one at every call. */
export const conversationsOpen: Method = {
  tokens: ['bot'],
  scopes: ['im:write', 'mpim:write', 'groups:write', 'channels:manage'],
  tier: 3,
  run({ core, args }) {
    const users = (args.text('users') ?? '').split(',').filter((user) => user !== '');
    const given = args.text('channel');
    if (given !== undefined) return { channel: channelForApi(core, findChannel(core, given)) };
    const [user, ...others] = users;
    if (user === undefined) throw new SlackRefusal('users_list_not_supplied');
    if (others.length > 0) throw new SlackRefusal('too_many_users');
    if (core.workspace.people.get(user) === undefined) throw new SlackRefusal('user_not_found');
    requireScope(core, ['im:write']);
    const { channels, app } = core.workspace;
    return { channel: channelForApi(core, channels.direct(app.userId, user)) };
  },
};
