import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json-object.ts';
import type { StoredMessage } from '../workspace/stored-message.ts';

/** A message as conversations.history and its like answer it. Metadata is whole only where it is asked for. */
export function messageForApi(core: SlackCore, message: StoredMessage, wholeMetadata: boolean): JsonObject {
  const { app, team, messages } = core.workspace;
  const replies =
    message.thread_ts === message.ts || message.thread_ts === undefined
      ? messages.replies(message.channel, message.ts)
      : [];
  const last = replies.at(-1);
  return {
    type: 'message',
    user: message.user,
    team: team.id,
    text: message.text,
    ts: message.ts,
    ...(message.broadcast === true ? { subtype: 'thread_broadcast' } : {}),
    ...(message.bot === true ? { bot_id: app.botId, app_id: app.id } : {}),
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...(message.files === undefined ? {} : { files: message.files }),
    ...(message.reactions === undefined ? {} : { reactions: message.reactions }),
    ...(message.metadata === undefined
      ? {}
      : { metadata: wholeMetadata ? message.metadata : { event_type: message.metadata.event_type } }),
    ...(last === undefined
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          latest_reply: last.ts,
        }),
  };
}
