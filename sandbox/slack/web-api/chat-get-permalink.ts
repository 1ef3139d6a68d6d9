import { SlackRefusal } from '../refusal.ts';
import { findChannel } from './find-channel.ts';
import type { Method } from './method.ts';

/** Slack method chat.getPermalink: an address that the sandbox's own page understands. */
export const chatGetPermalink: Method = {
  tokens: ['bot'],
  scopes: [],
  tier: 'special',
  run({ core, args }) {
    const channel = findChannel(core, args.text('channel'));
    const ts = args.needed('message_ts');
    const message = core.workspace.messages.get(channel.id, ts);
    if (message === undefined || message.ephemeralTo !== undefined) throw new SlackRefusal('message_not_found');
    const thread = message.thread_ts === undefined ? '' : `?thread_ts=${message.thread_ts}&cid=${channel.id}`;
    return { channel: channel.id, permalink: `${core.url()}/archives/${channel.id}/p${ts.replace('.', '')}${thread}` };
  },
};
