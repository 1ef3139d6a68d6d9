import { ownMessage } from './chat-update.ts';
import { findChannel } from './find-channel.ts';
import type { Method } from './method.ts';

/** Slack method chat.delete: the app's own messages only. */
export const chatDelete: Method = {
  tokens: ['bot'],
  scopes: ['chat:write'],
  tier: 3,
  run({ core, args }) {
    const channel = findChannel(core, args.text('channel'));
    const message = ownMessage(core, channel.id, args.needed('ts'), 'cant_delete_message');
    core.workspace.messages.remove(channel.id, message.ts);
    return { channel: channel.id, ts: message.ts };
  },
};
