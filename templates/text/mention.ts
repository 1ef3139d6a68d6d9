import type { Actor } from '#domain/actor.ts';
import type { Inline } from './phrase.ts';
import { plain } from './plain.ts';

const slackUser = /^[UW][A-Z0-9_]{1,40}$/;
const slackChannel = /^[CGD][A-Z0-9_]{1,40}$/;

/** Who did something: a mention for a person Slack knows, the name for one it does not, the rule for what is automatic. */
export function mention(actor: Actor): Inline {
  if (actor.kind === 'automatic') return { type: 'text', text: `Fairlead (${plain(actor.rule, 60)})` };
  if (slackUser.test(actor.user)) return { type: 'user', user_id: actor.user };
  return { type: 'text', text: plain(actor.kind === 'cli' ? actor.name : actor.user, 60) || 'somebody' };
}

/** A mention by user id, where only the id is known. */
export function mentionUser(user: string): Inline {
  return mention({ kind: 'slack', user });
}

/** A link to a channel; its id as text when it is not one of Slack's. */
export function mentionChannel(channel: string): Inline {
  if (slackChannel.test(channel)) return { type: 'channel', channel_id: channel };
  return { type: 'text', text: plain(channel, 80) || 'its channel' };
}
