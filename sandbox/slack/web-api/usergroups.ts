import { SlackRefusal } from '../refusal.ts';
import type { Method } from './method.ts';

/** Slack method usergroups.list; the members are in it only with `include_users`. */
export const usergroupsList: Method = {
  tokens: ['bot'],
  scopes: ['usergroups:read'],
  tier: 2,
  run({ core, args }) {
    const { people, team } = core.workspace;
    return {
      usergroups: people.groups().map((group) => ({
        id: group.id,
        team_id: team.id,
        is_usergroup: true,
        name: group.name,
        handle: group.handle,
        description: '',
        date_delete: 0,
        ...(args.flag('include_users') ? { users: group.members } : {}),
        ...(args.flag('include_count') ? { user_count: group.members.length } : {}),
      })),
    };
  },
};

/** Slack method usergroups.users.list. */
export const usergroupsUsersList: Method = {
  tokens: ['bot'],
  scopes: ['usergroups:read'],
  tier: 2,
  run({ core, args }) {
    const id = args.needed('usergroup');
    const group = core.workspace.people.groups().find((one) => one.id === id);
    if (group === undefined) throw new SlackRefusal('no_such_subteam');
    return { users: group.members };
  },
};
