import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackInspection, SlackLook } from '#ports/slack-inspection.ts';
import { classifyFailure } from './call-failure.ts';
import { canHoldRole, SlackUser } from './slack-user.ts';
import { createSlackWebClient } from './slack-web-client.ts';

export type SlackInspectionOptions = {
  readonly botToken: string;
  /** The app-level token; without it Socket Mode cannot be looked at. */
  readonly appToken?: string;
  readonly apiUrl: string;
  /** Milliseconds one call may take. */
  readonly timeout?: number;
};

const Bot = z
  .object({
    team: z.string().catch('(no name)'),
    user: z.string().catch('(no name)'),
    response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
  })
  .transform(({ response_metadata: more, team, user }) => ({ team, name: user, scopes: more?.scopes ?? null }));
const Channel = z
  .object({
    channel: z.object({
      id: z.string(),
      name: z.string().optional(),
      is_archived: z.boolean().default(false),
      is_member: z.boolean().default(false),
    }),
  })
  .transform(({ channel }) => ({
    name: channel.name ?? channel.id,
    isArchived: channel.is_archived,
    isMember: channel.is_member,
  }));
const Messages = z.object({ messages: z.array(z.unknown()) }).transform(() => true as const);
const Socket = z.object({ url: z.string() }).transform(() => true as const);
const Person = z.object({ user: SlackUser }).transform(({ user }) => ({ mayHoldRole: canHoldRole(user) }));
const Group = z.object({ users: z.array(z.string()) }).transform(({ users }) => ({ size: users.length }));

/** Looks at Slack through calls of the Web API, each sent once. */
export function createSlackInspection(options: SlackInspectionOptions): SlackInspection {
  const { apiUrl, appToken, botToken, timeout = 8_000 } = options;
  const bot = createSlackWebClient({ token: botToken, apiUrl, timeout });
  const look = <T>(method: string, args: Record<string, unknown>, shape: z.ZodType<T>) =>
    lookBy(bot, method, args, shape);
  return {
    bot: () => look('auth.test', {}, Bot),
    async socketMode() {
      if (appToken === undefined) return { kind: 'untold', why: 'SLACK_APP_TOKEN is not set.' };
      const app = createSlackWebClient({ token: appToken, apiUrl, timeout });
      return lookBy(app, 'apps.connections.open', {}, Socket);
    },
    channel: (id) => look('conversations.info', { channel: id }, Channel),
    history: (channel) => look('conversations.history', { channel, limit: 1 }, Messages),
    user: (id) => look('users.info', { user: id }, Person),
    group: (id) => look('usergroups.users.list', { usergroup: id }, Group),
  };
}

async function lookBy<T>(
  client: WebClient,
  method: string,
  args: Record<string, unknown>,
  shape: z.ZodType<T>,
): Promise<SlackLook<T>> {
  try {
    const read = shape.safeParse(await client.apiCall(method, args));
    return read.success
      ? { kind: 'seen', value: read.data }
      : { kind: 'untold', why: `The answer to ${method} cannot be read.` };
  } catch (error) {
    return failedLook(method, error);
  }
}

/** What a server says that has no such method: Slack's word for it, or the status of an address that leads nowhere. */
const noSuchMethod = /^(unknown_method|method_deprecated|http_404|http_405|http_410)$/;

function failedLook(method: string, error: unknown): Exclude<SlackLook<never>, { kind: 'seen' }> {
  const failure = classifyFailure(error);
  switch (failure.kind) {
    case 'limited':
      return { kind: 'untold', why: `Slack limits ${method} for ${Math.ceil(failure.retryAfter / 1_000)} seconds.` };
    case 'unsent':
      return { kind: 'away', why: 'Slack cannot be reached.' };
    case 'unknown':
      return { kind: 'away', why: `Slack gave no answer to ${method}.` };
    case 'refused':
      if (noSuchMethod.test(failure.reason)) return { kind: 'untold', why: `This server has no method ${method}.` };
      return { kind: 'refused', reason: failure.reason, needed: failure.needed };
  }
}
