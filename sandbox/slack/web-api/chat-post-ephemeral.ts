import { SlackRefusal } from '../refusal.ts';
import { appMessage } from './chat-post-message.ts';
import { channelToPostIn } from './find-channel.ts';
import { requireThread } from './find-thread.ts';
import { readContent } from './message-content.ts';
import type { Method } from './method.ts';

/** Slack method chat.postEphemeral. The person must be in the channel; the message cannot be updated or read back. */
export const chatPostEphemeral: Method = {
  tokens: ['bot'],
  scopes: ['chat:write'],
  tier: 4,
  run({ core, args }) {
    const channel = channelToPostIn(core, args.text('channel'));
    const user = args.needed('user');
    if (core.workspace.people.get(user) === undefined) throw new SlackRefusal('user_not_found');
    if (!channel.members.includes(user)) throw new SlackRefusal('user_not_in_channel');
    const threadTs = args.text('thread_ts');
    requireThread(core, channel.id, threadTs);
    const message = {
      ...appMessage(core, channel.id, readContent(args)),
      ephemeralTo: user,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    };
    core.workspace.messages.add(message);
    return { message_ts: message.ts };
  },
};
