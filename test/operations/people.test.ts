import { expect, it } from 'vitest';
import type { Actor } from '#domain/actor.ts';
import { ReleaseError } from '#errors.ts';
import { createWhoIs } from '#operations/people.ts';
import type { Directory } from '#ports/directory.ts';

const configuration = {
  projects: () => ({}),
  defaultProject: () => null,
  digestOf: () => {
    throw new Error('Nobody asked for a digest.');
  },
  roles: () => ({ leads: { users: ['U0MIRA'], groups: [] }, 'on-call': { users: [], groups: ['S0CALL'] } }),
  cliPerson: (name: string) => (name === 'mira' ? { roles: ['on-call'], email: 'mira@shop.example' } : null),
};

const slack: Directory = {
  membersOf: async (role, options) => {
    expect(options).toEqual({ fresh: true });
    return role.users;
  },
  person: async (user) => ({ user, name: 'Mira', email: 'holm@shop.example', isGuest: false }),
};

const away = new ReleaseError('SLACK_UNAVAILABLE', 'transient', 'Slack is away.');
const slackAway: Directory = { membersOf: () => Promise.reject(away), person: () => Promise.reject(away) };

const inSlack: Actor = { kind: 'slack', user: 'U0MIRA' };
const mira: Actor = { kind: 'cli', user: 'U0MIRA', name: 'mira' };
const jonas: Actor = { kind: 'cli', user: 'U0JONAS', name: 'jonas' };

it('asks the directory afresh for the roles of a person', async () => {
  const whoIs = createWhoIs({ configuration, directory: slack });
  expect(await whoIs(inSlack)).toEqual({ actor: inSlack, roles: ['leads'], email: 'holm@shop.example' });
});

it('takes the roles and the address that the configuration gives a person of the command line, also while Slack is away', async () => {
  const whoIs = createWhoIs({ configuration, directory: slackAway });
  expect(await whoIs(mira)).toEqual({ actor: mira, roles: ['on-call'], email: 'mira@shop.example' });
});

it('gives nobody else a role while Slack is away, the same person in Slack included', async () => {
  const whoIs = createWhoIs({ configuration, directory: slackAway });
  await expect(whoIs(jonas)).rejects.toBe(away);
  await expect(whoIs(inSlack)).rejects.toBe(away);
});

it('gives a rule of its own no role', async () => {
  const actor: Actor = { kind: 'automatic', rule: 'health' };
  expect(await createWhoIs({ configuration, directory: slackAway })(actor)).toEqual({ actor, roles: [], email: null });
});
