import { isJsonObject, type JsonObject } from './json-object.ts';

/** Who a message would notify. Users and groups are ids; each is named once. */
export type Pings = {
  readonly broadcasts: readonly string[];
  readonly users: readonly string[];
  readonly groups: readonly string[];
};

/**
 * The mentions in a message that would notify somebody: in its text (Slack notifies by it too), in every mrkdwn text of its
 * blocks, and in rich_text elements. Plain text and rich_text `text` parts notify nobody, whatever they contain.
 */
export function pings(message: {
  readonly text?: string | undefined;
  readonly blocks?: readonly JsonObject[] | undefined;
}): Pings {
  const found = { broadcasts: new Set<string>(), users: new Set<string>(), groups: new Set<string>() };
  readMrkdwn(message.text ?? '', found);
  readBlocks(message.blocks ?? [], found);
  return { broadcasts: [...found.broadcasts], users: [...found.users], groups: [...found.groups] };
}

type Found = Readonly<Record<keyof Pings, Set<string>>>;

function readBlocks(value: unknown, found: Found): void {
  if (Array.isArray(value)) {
    for (const entry of value) readBlocks(entry, found);
    return;
  }
  if (!isJsonObject(value)) return;
  if ((value.type === 'mrkdwn' || value.type === 'markdown') && typeof value.text === 'string') {
    readMrkdwn(value.text, found);
    return;
  }
  if (value.type === 'broadcast' && typeof value.range === 'string') found.broadcasts.add(value.range);
  if (value.type === 'user' && typeof value.user_id === 'string') found.users.add(value.user_id);
  if (value.type === 'usergroup' && typeof value.usergroup_id === 'string') found.groups.add(value.usergroup_id);
  for (const entry of Object.values(value)) readBlocks(entry, found);
}

function readMrkdwn(text: string, found: Found): void {
  for (const [, mention = ''] of text.matchAll(/<([!@][^>|]+)(?:\|[^>]*)?>/g)) {
    if (mention.startsWith('@')) found.users.add(mention.slice(1));
    else if (mention.startsWith('!subteam^')) found.groups.add(mention.slice('!subteam^'.length));
    else if (['!here', '!channel', '!everyone', '!group'].includes(mention)) found.broadcasts.add(mention.slice(1));
  }
}
