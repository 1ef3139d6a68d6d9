import { ReleaseError } from '#errors.ts';
import type { Refusal } from './call-failure.ts';

/** What a call was about, for its error sentence: a channel or a user id. */
export type Subject = { readonly method: string; readonly channel?: string; readonly user?: string };

type Sentence = (at: {
  readonly channel: string;
  readonly user: string;
  readonly reason: string;
  readonly scopes: string;
}) => string;

const badToken: Sentence = ({ reason }) =>
  `Slack does not accept the bot token (${reason}). Set SLACK_BOT_TOKEN to the bot token of the installed app and start again.`;
const badContent: Sentence = ({ reason }) =>
  `Slack does not accept the content of a message (${reason}). This is a fault in Fairlead: report it with the log around it.`;
const restricted: Sentence = ({ channel, reason }) =>
  `A rule of the workspace keeps the bot from posting in channel ${channel} (${reason}). Ask an administrator, or name another channel in fairlead.yml.`;
const absentUser: Sentence = ({ user, channel }) =>
  `User ${user} is not in channel ${channel}, so nothing can be shown to them there. Invite them to the channel.`;

const sentences: Readonly<Record<string, Sentence>> = {
  not_in_channel: ({ channel }) =>
    `The bot is not in channel ${channel}. Invite it there with /invite, then try again.`,
  channel_not_found: ({ channel }) =>
    `Slack knows no channel ${channel}, or it is private and the bot is not in it. Correct the channel in fairlead.yml or invite the bot.`,
  is_archived: ({ channel }) =>
    `Channel ${channel} is archived. Unarchive it, or name another channel in fairlead.yml.`,
  thread_not_found: ({ channel }) =>
    `The message to answer to in channel ${channel} is gone. Post in the channel instead of its thread.`,
  missing_scope: ({ scopes }) =>
    `The bot token lacks the scope ${scopes}. Add it under OAuth & Permissions, reinstall the app and start again.`,
  not_enabled: () => 'The App Home of the app is off. Turn on the Home Tab under App Home in the app settings.',
  invalid_auth: badToken,
  not_authed: badToken,
  account_inactive: badToken,
  token_revoked: badToken,
  token_expired: badToken,
  invalid_blocks: badContent,
  invalid_blocks_format: badContent,
  invalid_arguments: badContent,
  msg_too_long: badContent,
  msg_blocks_too_long: badContent,
  metadata_too_large: badContent,
  no_text: badContent,
  view_too_large: badContent,
  restricted_action: restricted,
  restricted_action_read_only_channel: restricted,
  restricted_action_thread_only_channel: restricted,
  restricted_action_non_threadable_channel: restricted,
  user_not_in_channel: absentUser,
  user_not_found: ({ user }) => `Slack knows no user ${user}. Correct the id in fairlead.yml.`,
};

/** SLACK_FAILED for a call that Slack refused: what, why, and the next step. Repeats nothing of the answer but Slack's error word. */
export function slackRefused(subject: Subject, refusal: Refusal): ReleaseError {
  const at = {
    channel: plainId(subject.channel),
    user: plainId(subject.user),
    reason: refusal.reason,
    scopes: refusal.needed.length > 0 ? refusal.needed.join(', ') : `that ${subject.method} needs`,
  };
  const sentence =
    sentences[refusal.reason]?.(at) ??
    `Slack refused ${subject.method} (${refusal.reason}). Run \`fairlead doctor\`, which checks the token, its scopes and the channels.`;
  return new ReleaseError('SLACK_FAILED', 'fatal', sentence, { cause: refusal.cause });
}

/** SLACK_UNAVAILABLE, to be tried again from `retryAt` on. `what` is a sentence without its end: what was not done, or not known. */
export function slackAway(what: string, options: { cause?: unknown; retryAt?: number } = {}): ReleaseError {
  return new ReleaseError('SLACK_UNAVAILABLE', 'transient', `${what}. It is tried again by itself.`, options);
}

/** Ids come from configuration and payloads; in a sentence they are letters and digits or nothing. */
function plainId(id: string | undefined): string {
  return id !== undefined && /^[A-Za-z0-9#@_.-]{1,80}$/.test(id) ? id : '(no readable id)';
}
