import type { SlackCore } from '../core.ts';
import { SlackRefusal } from '../refusal.ts';
import { fillBlockIds } from '../workspace/block-ids.ts';
import type { StoredMessage } from '../workspace/stored-message.ts';
import { findChannel } from './find-channel.ts';
import { readContent, refuseLargeBlocks } from './message-content.ts';
import { messageForApi } from './message-for-api.ts';
import { readMetadata } from './message-metadata.ts';
import type { Method } from './method.ts';

const textLimit = 4_000;

/** Slack method chat.update: the app's own messages only, text to 4,000 characters; blocks left out are taken away. */
export const chatUpdate: Method = {
  tokens: ['bot'],
  scopes: ['chat:write'],
  tier: 3,
  run({ core, args }) {
    const channel = findChannel(core, args.text('channel'));
    const before = ownMessage(core, channel.id, args.needed('ts'), 'cant_update_message');
    if (channel.isArchived) throw new SlackRefusal('is_archived');
    const content = readContent(args);
    if (content.text.length > textLimit) throw new SlackRefusal('msg_too_long');
    refuseLargeBlocks(content);
    const metadata = readMetadata(args) ?? before.metadata;
    const { blocks, edited: _forgotten, ...kept } = before;
    const { app, counters } = core.workspace;
    const after: StoredMessage = {
      ...kept,
      text: content.text,
      ...(metadata === undefined ? {} : { metadata }),
      ...(content.blocks === undefined
        ? { edited: { user: app.userId, ts: counters.ts() } }
        : { blocks: fillBlockIds(content.blocks, counters, blocks) }),
    };
    core.workspace.messages.replace(after);
    return { channel: channel.id, ts: after.ts, text: after.text, message: messageForApi(core, after, true) };
  },
};

/** A message that the app itself has posted. Refuses another's with the given word; ephemeral ones do not exist here. */
export function ownMessage(core: SlackCore, channel: string, ts: string, refusal: string): StoredMessage {
  const message = core.workspace.messages.get(channel, ts);
  if (message === undefined || message.ephemeralTo !== undefined) throw new SlackRefusal('message_not_found');
  if (message.user !== core.workspace.app.userId) throw new SlackRefusal(refusal);
  return message;
}
