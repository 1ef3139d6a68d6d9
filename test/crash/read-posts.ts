import { z } from 'zod';

/** A message of the app as Slack keeps it. `op` is the name it was posted under, by its metadata. */
export type Post = { readonly op: string | null; readonly text: string; readonly buttons: readonly string[] };

const Message = z.object({
  ts: z.string(),
  text: z.string().default(''),
  bot_id: z.string().optional(),
  reply_count: z.number().optional(),
  blocks: z.array(z.record(z.string(), z.unknown())).default([]),
  metadata: z.object({ event_payload: z.object({ op: z.string().optional() }) }).optional(),
});
const Page = z.object({
  ok: z.literal(true),
  messages: z.array(Message),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
type Message = z.infer<typeof Message>;

/** Reads what the app has posted in a channel and its threads (conversations.history, conversations.replies), each message once. */
export async function readPosts(slack: Readonly<Record<string, string>>, channel: string): Promise<readonly Post[]> {
  const top = await readAll(slack, 'conversations.history', { channel });
  const roots = top.filter((message) => (message.reply_count ?? 0) > 0);
  const replies = await Promise.all(roots.map(({ ts }) => readAll(slack, 'conversations.replies', { channel, ts })));
  const messages = new Map([...top, ...replies.flat()].map((message) => [message.ts, message]));
  return [...messages.values()]
    .filter((message) => message.bot_id !== undefined)
    .map(({ text, blocks, metadata }) => ({
      op: metadata?.event_payload.op ?? null,
      text,
      buttons: buttonsIn(blocks),
    }));
}

async function readAll(
  slack: Readonly<Record<string, string>>,
  method: string,
  args: Readonly<Record<string, string>>,
): Promise<readonly Message[]> {
  const found: Message[] = [];
  for (let cursor = ''; ; ) {
    const body = new URLSearchParams({ ...args, include_all_metadata: 'true', limit: '200', cursor });
    const headers = { authorization: `Bearer ${slack.SLACK_BOT_TOKEN}` };
    const answer = await fetch(`${slack.SLACK_API_URL}${method}`, { method: 'POST', headers, body });
    const page = Page.parse(await answer.json());
    found.push(...page.messages);
    cursor = page.response_metadata?.next_cursor ?? '';
    if (cursor === '') return found;
  }
}

function buttonsIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'type' in part && part.type === 'button' && 'action_id' in part ? [String(part.action_id)] : [];
  return [...own, ...Object.values(part).flatMap(buttonsIn)];
}
