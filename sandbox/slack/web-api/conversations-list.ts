import type { SlackCore } from '../core.ts';
import { SlackRefusal } from '../refusal.ts';
import type { StoredChannel } from '../workspace/channels.ts';
import type { CallArguments } from './call-arguments.ts';
import { channelForApi } from './channel-for-api.ts';
import { isMember } from './find-channel.ts';
import type { Method } from './method.ts';
import { pageOf } from './paging.ts';
import { anyChannelScope, requireScope } from './scopes.ts';

const scopeOfType: Readonly<Record<string, string>> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
};

/** Slack method conversations.list. Lists public channels unless `types` says otherwise; private ones if the app is in. */
export const conversationsList: Method = {
  tokens: ['bot'],
  scopes: anyChannelScope('read'),
  tier: 2,
  run({ core, args }) {
    const page = pageOf(channelsOfTypes(core, args), args, 100, 1000);
    return { channels: page.items.map((channel) => channelForApi(core, channel)), response_metadata: page.metadata };
  },
};

/** Slack method users.conversations: the channels that a user, or the app itself, is in. */
export const usersConversations: Method = {
  tokens: ['bot'],
  scopes: anyChannelScope('read'),
  tier: 3,
  run({ core, args }) {
    const user = args.text('user') ?? core.workspace.app.userId;
    if (core.workspace.people.get(user) === undefined) throw new SlackRefusal('user_not_found');
    const mine = channelsOfTypes(core, args).filter((channel) => channel.members.includes(user));
    const page = pageOf(mine, args, 100, 999);
    return { channels: page.items.map((channel) => channelForApi(core, channel)), response_metadata: page.metadata };
  },
};

function channelsOfTypes(core: SlackCore, args: CallArguments): readonly StoredChannel[] {
  const types = (args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  for (const type of types) {
    const scope = Object.hasOwn(scopeOfType, type) ? scopeOfType[type] : undefined;
    if (scope === undefined) throw new SlackRefusal('invalid_types');
    requireScope(core, [scope]);
  }
  const typeOf = (channel: StoredChannel) =>
    channel.kind === 'im' ? 'im' : channel.isPrivate ? 'private_channel' : 'public_channel';
  return core.workspace.channels
    .all()
    .filter((channel) => types.includes(typeOf(channel)))
    .filter((channel) => !channel.isPrivate || isMember(core, channel))
    .filter((channel) => !(args.flag('exclude_archived') && channel.isArchived));
}
