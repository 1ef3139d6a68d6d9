import type { SlackCore } from '../core.ts';
import type { ResponseTarget } from '../response-urls.ts';
import type { StoredChannel } from '../workspace/channels.ts';
import { joinChannel } from '../workspace/join-channel.ts';
import { type ActAnswer, type ActOf, type ActRoom, refused } from './act-room.ts';
import { channelName } from './payload-head.ts';
import { postResponse, refusalWord, responseIn } from './post-response.ts';
import { slackbotSays } from './slackbot.ts';
import { escapedCommandText } from './typed-text.ts';

/** A person runs a slash command. Answers once the app has acknowledged it or three seconds have passed. */
export async function runCommand(room: ActRoom, act: ActOf<'command'>): Promise<ActAnswer> {
  const { core, office } = room;
  const channel = core.workspace.channels.get(act.channel);
  if (channel === undefined) return refused('channel_not_found');
  if (!channel.members.includes(act.as)) return refused('not_in_channel');
  if (act.command === '/invite') return invite(core, channel, act);
  const known = core.manifest.commands.find((command) => command.command === act.command);
  if (known === undefined) {
    slackbotSays(core, channel.id, act.as, notACommand(act.command));
    return refused('unknown_command');
  }
  const text = known.should_escape ? escapedCommandText(act.text, core.workspace) : act.text;
  const target: ResponseTarget = {
    channel: channel.id,
    userId: act.as,
    command: { line: `${act.command} ${act.text}`.trim(), isPublished: false },
  };
  const payload = commandPayload(core, act, channel, text, target);
  const answer = await office.send({ kind: 'slash_commands', payload });
  if (!answer.ok) return failed(core, channel.id, act, answer.error);
  const response = responseIn(answer.body);
  if (response === null) return { ok: true };
  try {
    postResponse(core, target, response);
    return { ok: true };
  } catch (error) {
    return failed(core, channel.id, act, refusalWord(error));
  }
}

function commandPayload(
  core: SlackCore,
  act: ActOf<'command'>,
  channel: StoredChannel,
  text: string,
  target: ResponseTarget,
) {
  const { team, people, app } = core.workspace;
  return {
    token: 'sandbox-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(core, channel.id),
    user_id: act.as,
    user_name: people.get(act.as)?.name ?? '',
    command: act.command,
    text: text.trim(),
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: `${core.url()}${core.responseUrls.create(target)}`,
    trigger_id: core.triggers.create({ userId: act.as, viewId: undefined }),
  };
}

function failed(core: SlackCore, channel: string, act: ActOf<'command'>, error: string): ActAnswer {
  slackbotSays(core, channel, act.as, `${act.command} failed with the error "${error}"`);
  return refused(error);
}

function notACommand(command: string): string {
  return `\`${command}\` is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands. If you are trying to send a message and not run a command, try preceding the "/" with an empty space.`;
}

function invite(core: SlackCore, channel: StoredChannel, act: ActOf<'command'>): ActAnswer {
  const invited = core.workspace.people.named(act.text.trim().replace(/^@/, ''));
  if (invited === undefined) {
    slackbotSays(core, channel.id, act.as, 'Name a person or an app to invite, for instance `/invite @sam`.');
    return refused('user_not_found');
  }
  if (!channel.members.includes(invited.id)) joinChannel(core, channel, invited.id);
  return { ok: true };
}
