import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json-object.ts';
import { SlackRefusal } from '../refusal.ts';
import type { StoredPerson } from '../workspace/people.ts';
import type { Method } from './method.ts';
import { pageOf } from './paging.ts';

/** Slack method users.info. */
export const usersInfo: Method = {
  tokens: ['bot'],
  scopes: ['users:read'],
  tier: 4,
  run({ core, args }) {
    const person = core.workspace.people.get(args.needed('user'));
    if (person === undefined) throw new SlackRefusal('user_not_found');
    return { user: userForApi(core, person) };
  },
};

/** Slack method users.list. */
export const usersList: Method = {
  tokens: ['bot'],
  scopes: ['users:read'],
  tier: 2,
  run({ core, args }) {
    const page = pageOf(core.workspace.people.all(), args, 1000, 1000);
    return { members: page.items.map((person) => userForApi(core, person)), response_metadata: page.metadata };
  },
};

/** Slack method users.lookupByEmail. */
export const usersLookupByEmail: Method = {
  tokens: ['bot'],
  scopes: ['users:read.email'],
  tier: 3,
  run({ core, args }) {
    const email = args.needed('email').toLowerCase();
    const person = core.workspace.people.all().find((one) => !one.isBot && one.email.toLowerCase() === email);
    if (person === undefined) throw new SlackRefusal('users_not_found');
    return { user: userForApi(core, person) };
  },
};

function userForApi(core: SlackCore, person: StoredPerson): JsonObject {
  const seesEmail = core.manifest.scopes.includes('users:read.email') && !person.isBot;
  return {
    id: person.id,
    team_id: core.workspace.team.id,
    name: person.name,
    deleted: person.deleted,
    color: person.color.replace('#', ''),
    real_name: person.realName,
    tz: 'Etc/UTC',
    tz_offset: 0,
    is_admin: false,
    is_owner: false,
    is_restricted: person.restricted,
    is_ultra_restricted: false,
    is_bot: person.isBot,
    is_app_user: false,
    profile: {
      title: person.title,
      real_name: person.realName,
      display_name: person.name,
      ...(seesEmail ? { email: person.email } : {}),
    },
  };
}
