import { failed, ok, type Verdict } from '#domain/doctor/finding.ts';
import type { SlackChannel, SlackInspection, SlackLook } from '#ports/slack-inspection.ts';
import type { Check } from './check.ts';
import { nothingSeen, scopesOf } from './slack-refusals.ts';

/** A channel release cards go to: it is there, the bot is in it, and its history can be read to look for a post whose answer was lost. */
export function checkSlackChannel(slack: SlackInspection, id: string, projects: readonly string[]): readonly Check[] {
  const name = `channel ${id} (${projects.join(', ')})`;
  return [
    { name, run: async () => channelVerdict(id, await slack.channel(id)) },
    { name: `${name} history`, run: async () => historyVerdict(id, await slack.history(id)) },
  ];
}

function channelVerdict(id: string, look: SlackLook<SlackChannel>): Verdict {
  if (look.kind !== 'seen') return nothingSeen(look) ?? refused(id, look.kind === 'refused' ? look.reason : '');
  const { isArchived, isMember, name } = look.value;
  if (isArchived) return failed(`#${name} is archived.`, 'Unarchive it, or name another channel in fairlead.yml.');
  if (!isMember) return failed(`The bot is not in #${name}.`, 'Invite it there with /invite.');
  return ok(`The bot is in #${name}.`);
}

function historyVerdict(id: string, look: SlackLook<true>): Verdict {
  if (look.kind === 'seen') return ok('A post whose answer was lost can be looked for.');
  if (look.kind === 'refused' && look.reason === 'missing_scope') {
    return failed(
      `The bot token lacks ${scopesOf(look.needed)}, so a post whose answer was lost cannot be looked for and stays undelivered.`,
      'Add channels:history and groups:history under OAuth & Permissions, reinstall the app and start again.',
    );
  }
  return nothingSeen(look) ?? refused(id, look.kind === 'refused' ? look.reason : '');
}

function refused(id: string, reason: string): Verdict {
  switch (reason) {
    case 'channel_not_found':
      return failed(
        `Slack knows no channel ${id}, or it is private and the bot is not in it.`,
        'Correct the channel in fairlead.yml, or invite the bot.',
      );
    case 'not_in_channel':
      return failed('The bot is not in the channel.', 'Invite it there with /invite.');
    default:
      return failed(`Slack refuses to show the channel (${reason}).`, 'Ask an administrator of the workspace.');
  }
}
