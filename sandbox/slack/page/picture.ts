import type { Command, Picture } from '../client-api.ts';
import type { SlackCore } from '../core.ts';
import type { Guide, Shop } from '../slack-options.ts';
import { channelForPage } from '../workspace/channels.ts';
import { personForPage } from '../workspace/people.ts';
import { messageForPage } from '../workspace/stored-message.ts';
import { modalForPage } from '../workspace/views.ts';

/** Everything the page shows, as it stands now. */
export async function picture(
  core: SlackCore,
  isConnected: boolean,
  guide: Guide | undefined,
  shop: Shop | undefined,
): Promise<Picture> {
  const panel = shop === undefined ? null : await shop.panel();
  const { team, app, people, channels, messages, views } = core.workspace;
  const homes = views.all().filter((view) => view.kind === 'home');
  return {
    team: { id: team.id, name: team.name },
    appName: app.name,
    appUserId: app.userId,
    people: people.all().map((person) => personForPage(person, people)),
    userGroups: people.groups().map(({ id, handle, name }) => ({ id, handle, name })),
    channels: channels.all().map(channelForPage),
    messages: messages
      .all()
      .map((message) => messageForPage(message, messages.replies(message.channel, message.ts).length)),
    commands: core.manifest.commands.map(commandForPage),
    homes: Object.fromEntries(homes.map((view) => [view.userId, view.content])),
    modals: views
      .all()
      .filter((view) => view.kind === 'modal')
      .map(modalForPage),
    guide: guide?.steps() ?? [],
    shop: panel,
    appConnected: isConnected,
  };
}

function commandForPage(command: SlackCore['manifest']['commands'][number]): Command {
  const hint = command.usage_hint === undefined ? {} : { usage_hint: command.usage_hint };
  return { command: command.command, description: command.description, ...hint };
}
