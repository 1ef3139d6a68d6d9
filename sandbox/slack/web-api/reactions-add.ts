import type { SlackCore } from '../core.ts';
import { SlackRefusal } from '../refusal.ts';
import type { StoredMessage } from '../workspace/stored-message.ts';
import type { CallArguments } from './call-arguments.ts';
import { findChannel, isMember } from './find-channel.ts';
import type { Method } from './method.ts';

/** Slack method reactions.add. The same reaction a second time is `already_reacted`. */
export const reactionsAdd: Method = {
  tokens: ['bot'],
  scopes: ['reactions:write'],
  tier: 3,
  run({ core, args }) {
    const message = markedMessage(core, args);
    const name = args.needed('name').replaceAll(':', '');
    if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackRefusal('invalid_name');
    const me = core.workspace.app.userId;
    const reactions = message.reactions ?? [];
    const present = reactions.find((reaction) => reaction.name === name);
    if (present?.users.includes(me)) throw new SlackRefusal('already_reacted');
    const others = reactions.filter((reaction) => reaction.name !== name);
    const users = [...(present?.users ?? []), me];
    core.workspace.messages.replace({ ...message, reactions: [...others, { name, users }] });
    return {};
  },
};

/** The message that `channel` and `timestamp` point to, in a channel the app is in. */
export function markedMessage(core: SlackCore, args: CallArguments): StoredMessage {
  const channel = findChannel(core, args.text('channel'));
  if (!isMember(core, channel)) throw new SlackRefusal('not_in_channel');
  const message = core.workspace.messages.get(channel.id, args.needed('timestamp'));
  if (message === undefined || message.ephemeralTo !== undefined) throw new SlackRefusal('message_not_found');
  return message;
}
