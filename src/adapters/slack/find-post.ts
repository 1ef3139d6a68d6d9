import { z } from 'zod';
import type { Millis } from '#domain/ids.ts';
import type { Posted, PostRequest } from '#ports/messenger.ts';
import type { CallSlack, SlackAnswer } from './slack-caller.ts';
import { slackAway, slackRefused } from './slack-errors.ts';

/** The `event_type` of the metadata every post of Fairlead's carries; its payload is `{ op }`. */
export const postEventType = 'fairlead_post';

const Page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      bot_id: z.string().optional(),
      metadata: z.unknown().optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const Mark = z.object({ event_type: z.literal(postEventType), event_payload: z.object({ op: z.string() }) });

/** Slack's clock and ours may differ by this much. */
const clockDrift = 5 * 60_000;
const pageSize = 200;
const mostPages = 10;

export type FindPost = (request: PostRequest, since: Millis | null) => Promise<Posted | null>;

/**
 * Looks for the post of an op in its thread or channel (conversations.replies, conversations.history with include_all_metadata), from
 * `since` on or through the newest 2,000 messages. Only a message of the bot itself counts. Where Slack does not let it look (a missing
 * history scope, one request a minute) it throws SLACK_UNAVAILABLE: whether the message exists stays unknown.
 */
export function createFindPost(ports: { call: CallSlack; botId: () => Promise<string | null> }): FindPost {
  return async (request, since) => {
    const botId = await ports.botId();
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await ports.call(lookUp(request, since, cursor));
      if (answer.kind === 'refused' && answer.reason === 'thread_not_found') return null;
      const { messages, response_metadata: next } = readPage(request, answer);
      const found = messages.find((message) => isPostOf(message, request.op, botId));
      if (found !== undefined) return { channel: request.channel, ts: found.ts };
      cursor = next?.next_cursor;
      if (cursor === undefined || cursor === '') return null;
    }
    if (since === null) return null;
    throw cannotTell(request, 'there are more messages since than can be searched');
  };
}

function lookUp(request: PostRequest, since: Millis | null, cursor: string | undefined) {
  const args = {
    channel: request.channel,
    include_all_metadata: true,
    limit: pageSize,
    ...(request.threadTs === undefined ? {} : { ts: request.threadTs }),
    ...(since === null ? {} : { oldest: (Math.max(0, since - clockDrift) / 1_000).toFixed(6) }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  const method = request.threadTs === undefined ? 'conversations.history' : 'conversations.replies';
  return { method, args, repeatable: true } as const;
}

function readPage(request: PostRequest, answer: SlackAnswer): z.infer<typeof Page> {
  if (answer.kind === 'answered') {
    const page = Page.safeParse(answer.data);
    if (page.success) return page.data;
    throw cannotTell(request, 'its history could not be read', { cause: page.error });
  }
  if (answer.kind === 'unknown') throw cannotTell(request, 'its history could not be read', answer);
  if (answer.kind === 'not_done') throw cannotTell(request, 'Slack limits how often its history may be read', answer);
  if (answer.reason !== 'missing_scope') {
    throw slackRefused({ method: 'conversations.history', channel: request.channel }, answer);
  }
  const scopes = answer.needed.length > 0 ? answer.needed.join(', ') : 'channels:history or groups:history';
  throw cannotTell(request, `the bot token lacks the scope ${scopes}; add it and reinstall the app`, answer);
}

function cannotTell(request: PostRequest, why: string, options: { cause?: unknown; retryAt?: Millis } = {}) {
  const what = `It is not known whether a message reached channel ${request.channel}, and ${why}; it is not posted a second time`;
  return slackAway(what, {
    cause: options.cause,
    ...(options.retryAt === undefined ? {} : { retryAt: options.retryAt }),
  });
}

function isPostOf(
  message: { readonly bot_id?: string | undefined; readonly metadata?: unknown },
  op: string,
  botId: string | null,
): boolean {
  if (botId !== null && message.bot_id !== botId) return false;
  const mark = Mark.safeParse(message.metadata);
  return mark.success && mark.data.event_payload.op === op;
}
