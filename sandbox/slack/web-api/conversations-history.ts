import type { SlackCore } from '../core.ts';
import { SlackRefusal } from '../refusal.ts';
import type { StoredChannel } from '../workspace/channels.ts';
import type { StoredMessage } from '../workspace/stored-message.ts';
import type { CallArguments } from './call-arguments.ts';
import { findChannel, isMember } from './find-channel.ts';
import { messageForApi } from './message-for-api.ts';
import type { Method } from './method.ts';
import { pageOf } from './paging.ts';
import { anyChannelScope, channelScope, requireScope } from './scopes.ts';

/** Slack method conversations.history: the messages of a channel, newest first, without the replies in threads. */
export const conversationsHistory: Method = {
  tokens: ['bot'],
  scopes: anyChannelScope('history'),
  tier: 3,
  run({ core, args }) {
    const channel = readableChannel(core, args);
    const top = core.workspace.messages
      .inChannel(channel.id)
      .filter((message) => message.ephemeralTo === undefined && (!isReply(message) || message.broadcast === true))
      .filter((message) => isWithin(message, args))
      .reverse();
    const page = pageOf(top, args, 100, 999);
    const whole = args.flag('include_all_metadata');
    return {
      messages: page.items.map((message) => messageForApi(core, message, whole)),
      has_more: page.more,
      response_metadata: page.metadata,
    };
  },
};

/** Slack method conversations.replies: a message and its replies, oldest first. */
export const conversationsReplies: Method = {
  tokens: ['bot'],
  scopes: anyChannelScope('history'),
  tier: 3,
  run({ core, args }) {
    const channel = readableChannel(core, args);
    const { messages } = core.workspace;
    const asked = messages.get(channel.id, args.needed('ts'));
    const parent = asked !== undefined && isReply(asked) ? messages.get(channel.id, asked.thread_ts ?? '') : asked;
    if (parent === undefined || parent.ephemeralTo !== undefined) throw new SlackRefusal('thread_not_found');
    const thread = [parent, ...messages.replies(channel.id, parent.ts).filter((reply) => isWithin(reply, args))];
    const page = pageOf(thread, args, 1000, 1000);
    const whole = args.flag('include_all_metadata');
    return {
      messages: page.items.map((message) => messageForApi(core, message, whole)),
      has_more: page.more,
      response_metadata: page.metadata,
    };
  },
};

function readableChannel(core: SlackCore, args: CallArguments): StoredChannel {
  const channel = findChannel(core, args.text('channel'));
  requireScope(core, [channelScope(channel, 'history')]);
  if (!isMember(core, channel)) throw new SlackRefusal('not_in_channel');
  return channel;
}

function isReply(message: StoredMessage): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

function isWithin(message: StoredMessage, args: CallArguments): boolean {
  const oldest = Number(args.text('oldest') ?? 0);
  const latest = Number(args.text('latest') ?? Number.POSITIVE_INFINITY);
  if (Number.isNaN(oldest)) throw new SlackRefusal('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw new SlackRefusal('invalid_ts_latest');
  const at = Number(message.ts);
  return args.flag('inclusive') ? at >= oldest && at <= latest : at > oldest && at < latest;
}
