import { z } from 'zod';
import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';
import type { Messenger } from '#ports/messenger.ts';
import { createFindPost } from './find-post.ts';
import { messageArguments, viewArgument } from './message-arguments.ts';
import { createPostOnce } from './post-once.ts';
import { createRespond } from './response-url.ts';
import { settleAnswer } from './settle-answer.ts';
import { createShareFile } from './share-file.ts';
import { type CallSlack, createSlackCaller, type SlackAnswer } from './slack-caller.ts';
import type { Subject } from './slack-errors.ts';
import type { LimitOverrides } from './slack-limits.ts';
import { createSlackWebClient } from './slack-web-client.ts';

export type SlackMessengerOptions = {
  readonly token: string;
  /** `https://slack.com/api/`, or another server that speaks the Web API. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly limits?: LimitOverrides;
  /** Milliseconds until a request counts as unanswered. */
  readonly timeout?: Millis;
  /** The longest wait for a rate limit inside a call, in milliseconds; beyond it SLACK_UNAVAILABLE carries `retryAt`. */
  readonly patience?: Millis;
  /** Waits between repeats, in milliseconds. */
  readonly pauses?: readonly Millis[];
  /** How long an unanswered post is given to show up before it is looked for, in milliseconds. */
  readonly settle?: Millis;
};

const Anything = z.unknown();
const Identity = z.object({ bot_id: z.string() });
const Permalink = z.object({ permalink: z.string() });

const uneditable = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);
const closedView = new Set(['not_found', 'view_not_found', 'hash_conflict']);
const noPermalink = new Set(['message_not_found', 'channel_not_found']);

/** Slack, going out, for one bot token. Rate limits are kept per process; several workers together rely on Slack's own 429s. */
export function createSlackMessenger(options: SlackMessengerOptions): Messenger {
  const { clock, token, apiUrl, timeout = 10_000 } = options;
  const client = createSlackWebClient({ token, apiUrl, timeout });
  const call = createSlackCaller({
    client,
    clock,
    patience: options.patience ?? 10_000,
    pauses: options.pauses ?? [500, 2_000],
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const findPost = createFindPost({ call, botId: createBotId(call) });

  return {
    post: createPostOnce({ call, findPost, clock, settle: options.settle ?? 1_000 }),
    respond: createRespond({ apiUrl, clock, timeout }),
    ...createRewrites(call),
    whisper: createWhisper(call),
    shareFile: createShareFile({ call, apiUrl, timeout }),
  };
}

function createWhisper(call: CallSlack): Messenger['whisper'] {
  return async ({ channel, user, threadTs, body }) => {
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    const args = { channel, user, ...thread, ...messageArguments(body) };
    const answer = await call({ method: 'chat.postEphemeral', args, repeatable: false });
    settleAnswer({ method: 'chat.postEphemeral', channel, user }, answer, Anything);
  };
}

function createRewrites(call: CallSlack): Pick<Messenger, 'update' | 'updateView' | 'publishHome' | 'permalink'> {
  return {
    async update({ channel, ts }, body) {
      const args = { channel, ts, ...messageArguments(body) };
      const answer = await call({ method: 'chat.update', args, repeatable: true });
      return settleUnless(uneditable, { method: 'chat.update', channel }, answer);
    },
    async updateView(at, body) {
      const view = viewArgument(body);
      const hash = 'viewId' in at ? at.hash : undefined;
      const target = 'viewId' in at ? { view_id: at.viewId } : { external_id: at.externalId };
      const args = { ...target, view, ...(hash === undefined ? {} : { hash }) };
      // A repeat with a hash would meet the change its first try may have made and be told of a conflict with itself.
      const answer = await call({ method: 'views.update', args, repeatable: hash === undefined });
      return settleUnless(closedView, { method: 'views.update' }, answer);
    },
    async publishHome(user, view) {
      const args = { user_id: user, view: viewArgument(view) };
      const answer = await call({ method: 'views.publish', args, repeatable: true });
      settleAnswer({ method: 'views.publish', user }, answer, Anything);
    },
    async permalink({ channel, ts }) {
      const answer = await call({ method: 'chat.getPermalink', args: { channel, message_ts: ts }, repeatable: true });
      if (answer.kind === 'refused' && noPermalink.has(answer.reason)) return null;
      return settleAnswer({ method: 'chat.getPermalink', channel }, answer, Permalink).permalink;
    },
  };
}

function settleUnless(expected: ReadonlySet<string>, subject: Subject, answer: SlackAnswer): boolean {
  if (answer.kind === 'refused' && expected.has(answer.reason)) return false;
  settleAnswer(subject, answer, Anything);
  return true;
}

/** The bot's own id (auth.test), asked once; null while it cannot be asked. */
function createBotId(call: CallSlack): () => Promise<string | null> {
  let known: string | null = null;
  return async () => {
    if (known !== null) return known;
    const answer = await call({ method: 'auth.test', args: {}, repeatable: true });
    const identity = answer.kind === 'answered' ? Identity.safeParse(answer.data) : null;
    known = identity?.success === true ? identity.data.bot_id : null;
    return known;
  };
}
