import type { SlackCore } from '../core.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { SlackRefusal } from '../refusal.ts';
import type { ResponseTarget } from '../response-urls.ts';
import { readArguments } from '../web-api/call-arguments.ts';
import { appMessage } from '../web-api/chat-post-message.ts';
import { readContent } from '../web-api/message-content.ts';
import { fillBlockIds } from '../workspace/block-ids.ts';
import type { StoredMessage } from '../workspace/stored-message.ts';

/**
 * Does what a message sent to a response_url, or given back with an acknowledgement, asks for: a new message (private
 * unless `in_channel`), or the original replaced or deleted. Throws a SlackRefusal where Slack refuses the message.
 */
export function postResponse(core: SlackCore, target: ResponseTarget, body: JsonObject): void {
  const original =
    target.message === undefined ? undefined : core.workspace.messages.get(target.channel, target.message);
  if (body.delete_original === true) {
    if (original !== undefined) core.workspace.messages.remove(original.channel, original.ts);
    return;
  }
  const content = readContent(readArguments(body));
  if (body.replace_original === true && original !== undefined) {
    const { blocks: before, ...kept } = original;
    const { counters } = core.workspace;
    const blocks = content.blocks === undefined ? {} : { blocks: fillBlockIds(content.blocks, counters, before) };
    core.workspace.messages.replace({ ...kept, text: content.text, ...blocks });
    return;
  }
  const inChannel = body.response_type === 'in_channel';
  if (inChannel) publishCommand(core, target);
  core.workspace.messages.add(newMessage(core, target, body, content, inChannel));
}

function newMessage(
  core: SlackCore,
  target: ResponseTarget,
  body: JsonObject,
  content: ReturnType<typeof readContent>,
  inChannel: boolean,
): StoredMessage {
  const asked = inChannel && body.replace_original !== true ? body.thread_ts : undefined;
  const threadTs = typeof asked === 'string' ? asked : target.thread_ts;
  return {
    ...appMessage(core, target.channel, content),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    ...(inChannel ? {} : { ephemeralTo: target.userId }),
  };
}

/** A first public answer to a command shows everybody the command too. */
function publishCommand(core: SlackCore, target: ResponseTarget): void {
  if (target.command === undefined || target.command.isPublished) return;
  target.command.isPublished = true;
  const { messages, counters } = core.workspace;
  messages.add({ channel: target.channel, ts: counters.ts(), user: target.userId, text: target.command.line });
}

/** The message an app gave back with its acknowledgement, or null if it only acknowledged. */
export function responseIn(body: unknown): JsonObject | null {
  if (typeof body === 'string') return body === '' ? null : { text: body };
  if (!isJsonObject(body) || Object.keys(body).length === 0) return null;
  return body;
}

/** Says in one word why a response was refused; other errors are passed on. */
export function refusalWord(error: unknown): string {
  if (error instanceof SlackRefusal) return error.code;
  throw error;
}
