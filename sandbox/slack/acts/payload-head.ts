import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json-object.ts';

/** What every interaction payload says of the person, the team and the app. */
export function payloadHead(core: SlackCore, userId: string): JsonObject {
  const { people, team, app } = core.workspace;
  const name = people.get(userId)?.name ?? userId;
  return {
    user: { id: userId, username: name, name, team_id: team.id },
    team: { id: team.id, domain: team.domain },
    api_app_id: app.id,
    token: 'sandbox-verification-token',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A channel as payloads name it. */
export function channelName(core: SlackCore, id: string): string {
  const channel = core.workspace.channels.get(id);
  if (channel?.kind === 'im') return 'directmessage';
  return channel?.isPrivate === true ? 'privategroup' : (channel?.name ?? '');
}
