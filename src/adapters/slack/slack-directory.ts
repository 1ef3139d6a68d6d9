import { z } from 'zod';
import type { Millis } from '#domain/ids.ts';
import type { RoleConfig } from '#domain/project/roles.ts';
import type { Clock } from '#ports/clock.ts';
import type { Directory } from '#ports/directory.ts';
import { createFreshCache, type FreshCache } from './fresh-cache.ts';
import { settleAnswer } from './settle-answer.ts';
import { type CallSlack, createSlackCaller } from './slack-caller.ts';
import type { LimitOverrides } from './slack-limits.ts';
import { canHoldRole, directoryPerson, SlackUser } from './slack-user.ts';
import { createSlackWebClient } from './slack-web-client.ts';

export type SlackDirectoryOptions = {
  readonly token: string;
  readonly apiUrl: string;
  readonly clock: Clock;
  /** How old an answer may be, in milliseconds; a minute at most. */
  readonly maxAge?: Millis;
  readonly timeout?: Millis;
  readonly patience?: Millis;
  readonly pauses?: readonly Millis[];
  readonly limits?: LimitOverrides;
};

const UserAnswer = z.object({ user: SlackUser });
const GroupAnswer = z.object({ users: z.array(z.string()) });
const ListAnswer = z.object({
  members: z.array(SlackUser),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const oldest = 60_000;
/** A fresh answer is one asked for within this time, so that the roles of one decision share their questions. */
const fresh: Millis = 1_000;
/** From this many unknown members on, paging through everybody costs fewer calls than asking one by one. */
const manyUnknown = 30;
const mostPages = 20;

/**
 * Who is who, from Slack (usergroups.users.list, users.info). Deactivated people, guests, people of other organisations and bots hold
 * no role, nor does a group Slack does not know. `fresh` asks for the groups again; what is known of a person may still be `maxAge` old.
 * When Slack cannot be asked it throws SLACK_UNAVAILABLE: an older answer is never used.
 */
export function createSlackDirectory(options: SlackDirectoryOptions): Directory {
  const { clock } = options;
  const maxAge = Math.min(options.maxAge ?? oldest, oldest);
  const call = createCall(options);
  const groups = createFreshCache<readonly string[]>(clock, maxAge);
  const people = createFreshCache<SlackUser | null>(clock, maxAge);
  const askPerson = (user: string) => people.get(user, maxAge, () => fetchUser(call, user));

  return {
    async membersOf(role: RoleConfig, { fresh: isFresh = false } = {}) {
      const age = isFresh ? fresh : maxAge;
      const grouped = await Promise.all(role.groups.map((id) => groups.get(id, age, () => fetchGroup(call, id))));
      const users = [...new Set([...role.users, ...grouped.flat()])];
      await fillFromList(call, people, new Set(users.filter((user) => !people.has(user, maxAge))));
      const found = await Promise.all(users.map(askPerson));
      return users.filter((_, index) => {
        const user = found[index];
        return user !== null && user !== undefined && canHoldRole(user);
      });
    },
    async person(user) {
      const found = await askPerson(user);
      return found === null ? null : directoryPerson(found);
    },
  };
}

function createCall(options: SlackDirectoryOptions): CallSlack {
  const { clock, token, apiUrl, limits, timeout = 10_000, patience = 30_000, pauses = [500, 2_000] } = options;
  const client = createSlackWebClient({ token, apiUrl, timeout });
  return createSlackCaller({ client, clock, patience, pauses, ...(limits === undefined ? {} : { limits }) });
}

async function fetchGroup(call: CallSlack, id: string): Promise<readonly string[]> {
  const answer = await call({ method: 'usergroups.users.list', args: { usergroup: id }, repeatable: true });
  if (answer.kind === 'refused' && /^(no_such_subteam|subteam_not_found)$/.test(answer.reason)) return [];
  return settleAnswer({ method: 'usergroups.users.list' }, answer, GroupAnswer).users;
}

async function fetchUser(call: CallSlack, user: string): Promise<SlackUser | null> {
  const answer = await call({ method: 'users.info', args: { user }, repeatable: true });
  if (answer.kind === 'refused' && /^(user_not_found|user_not_visible)$/.test(answer.reason)) return null;
  return settleAnswer({ method: 'users.info', user }, answer, UserAnswer).user;
}

/** Fills the cache from users.list when many are to be asked. Whom it does not find is asked for one by one afterwards. */
async function fillFromList(
  call: CallSlack,
  people: FreshCache<SlackUser | null>,
  missing: Set<string>,
): Promise<void> {
  if (missing.size < manyUnknown) return;
  let cursor = '';
  for (let page = 0; page < mostPages && missing.size > 0; page += 1) {
    const args = { limit: 200, ...(cursor === '' ? {} : { cursor }) };
    const answer = await call({ method: 'users.list', args, repeatable: true });
    const { members, response_metadata: next } = settleAnswer({ method: 'users.list' }, answer, ListAnswer);
    for (const member of members) if (missing.delete(member.id)) people.put(member.id, member);
    cursor = next?.next_cursor ?? '';
    if (cursor === '') return;
  }
}
