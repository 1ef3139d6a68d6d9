import type { SlackCore } from '../core.ts';
import type { StoredChannel } from '../workspace/channels.ts';
import type { StoredMessage } from '../workspace/stored-message.ts';
import { type ActAnswer, type ActOf, type ActRoom, refused } from './act-room.ts';
import { slackbotSays } from './slackbot.ts';
import { typedMessage } from './typed-text.ts';

/** A person writes a message. The app hears of it where it subscribes to mentions or messages and is in the channel. */
export function say({ core }: ActRoom, act: ActOf<'say'>): ActAnswer {
  const channel = core.workspace.channels.get(act.channel);
  if (channel === undefined) return refused('channel_not_found');
  if (!channel.members.includes(act.as)) return refused('not_in_channel');
  if (channel.isArchived) return refused('is_archived');
  if (act.text.trim() === '') return refused('no_text');
  const threadTs = act.thread_ts;
  if (threadTs !== undefined && core.workspace.messages.get(channel.id, threadTs) === undefined) {
    return refused('thread_not_found');
  }
  const command = core.manifest.commands.find((known) => act.text.trim().split(/\s/)[0] === known.command);
  if (threadTs !== undefined && command !== undefined) {
    slackbotSays(core, channel.id, act.as, `\`${command.command}\` is not supported in threads. Sorry!`);
    return refused('command_not_supported_in_threads');
  }
  const message: StoredMessage = {
    channel: channel.id,
    ts: core.workspace.counters.ts(),
    user: act.as,
    text: typedMessage(act.text, core.workspace),
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  };
  core.workspace.messages.add(message);
  if (channel.members.includes(core.workspace.app.userId)) tellApp(core, channel, message);
  return { ok: true, data: { ts: message.ts } };
}

function tellApp(core: SlackCore, channel: StoredChannel, message: StoredMessage): void {
  const event = {
    user: message.user,
    text: message.text,
    ts: message.ts,
    event_ts: message.ts,
    channel: channel.id,
    team: core.workspace.team.id,
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  };
  if (message.text.includes(`<@${core.workspace.app.userId}>`) && channel.kind === 'channel') {
    core.emit({ type: 'app_mention', ...event });
  }
  const kind = channel.kind === 'im' ? 'im' : channel.isPrivate ? 'group' : 'channel';
  core.emit({ type: 'message', ...event, channel_type: kind }, kind === 'im' ? 'message.im' : `message.${kind}s`);
}
