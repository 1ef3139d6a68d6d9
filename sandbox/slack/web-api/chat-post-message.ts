import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json-object.ts';
import { fillBlockIds } from '../workspace/block-ids.ts';
import type { StoredMessage } from '../workspace/stored-message.ts';
import { channelToPostIn } from './find-channel.ts';
import { requireThread } from './find-thread.ts';
import { readContent, refuseLargeBlocks } from './message-content.ts';
import { messageForApi } from './message-for-api.ts';
import { readMetadata } from './message-metadata.ts';
import type { Method } from './method.ts';

/** Slack method chat.postMessage. Posts once for each call: a repeated call posts again. */
export const chatPostMessage: Method = {
  tokens: ['bot'],
  scopes: ['chat:write'],
  tier: 'posting',
  run({ core, args }) {
    const channel = channelToPostIn(core, args.text('channel'));
    const content = readContent(args);
    refuseLargeBlocks(content);
    const metadata = readMetadata(args);
    const threadTs = args.text('thread_ts');
    requireThread(core, channel.id, threadTs);
    const message: StoredMessage = {
      ...appMessage(core, channel.id, content),
      ...(metadata === undefined ? {} : { metadata }),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...(threadTs !== undefined && args.flag('reply_broadcast') ? { broadcast: true } : {}),
    };
    core.workspace.messages.add(message);
    return { channel: channel.id, ts: message.ts, message: messageForApi(core, message, true) };
  },
};

/** A new message by the app, with a timestamp of its own and its block ids filled in. */
export function appMessage(
  core: SlackCore,
  channel: string,
  content: { readonly text: string; readonly blocks: readonly JsonObject[] | undefined },
): StoredMessage {
  const { counters, app } = core.workspace;
  return {
    channel,
    ts: counters.ts(),
    user: app.userId,
    bot: true,
    text: content.text,
    ...(content.blocks === undefined ? {} : { blocks: fillBlockIds(content.blocks, counters) }),
  };
}
