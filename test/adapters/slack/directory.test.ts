import { afterEach, describe, expect, it } from 'vitest';
import { createSlackDirectory } from '#adapters/slack/slack-directory.ts';
import { RoleConfig } from '#domain/project/roles.ts';
import type { SandboxSlack, SlackOptions } from '#sandbox/slack/slack-options.ts';
import { createHeldClock } from '#test/support/held-clock.ts';
import { botToken, readTestManifest, startWorkspace } from '#test/support/slack-workspace.ts';

const running: SandboxSlack[] = [];
afterEach(async () => {
  for (const slack of running.splice(0)) await slack.stop();
});

async function aDirectory(options: Partial<SlackOptions> = {}) {
  const slack = await startWorkspace(options);
  running.push(slack);
  const clock = createHeldClock();
  const directory = createSlackDirectory({ token: botToken, apiUrl: slack.apiUrl, clock, pauses: [] });
  return { slack, clock, directory };
}

const role = (config: { users?: string[]; groups?: string[] }) => RoleConfig.parse(config);
const leads = role({ groups: ['S0LEADS'] });

describe('membersOf', () => {
  it('names users and members of groups once each', async () => {
    const { directory } = await aDirectory();
    const members = await directory.membersOf(role({ users: ['U0MIRA', 'U0JONAS'], groups: ['S0LEADS'] }));
    expect([...members].sort()).toEqual(['U0AIKO', 'U0JONAS', 'U0MIRA']);
  });

  it.each([
    ['a guest', ['U0SAM']],
    ['a deactivated person', ['U0PRIYA']],
    ['somebody Slack does not know', ['U0NOBODY']],
  ])('leaves out %s', async (_who, users) => {
    const { directory } = await aDirectory();
    await expect(directory.membersOf(role({ users }))).resolves.toEqual([]);
  });

  it('leaves out bots', async () => {
    const { slack, directory } = await aDirectory();
    await expect(directory.membersOf(role({ users: [slack.workspace.app.userId] }))).resolves.toEqual([]);
  });

  it('names nobody for an empty role, an empty group and an unknown group', async () => {
    const { slack, directory } = await aDirectory();
    await expect(directory.membersOf(role({}))).resolves.toEqual([]);
    expect(slack.calls.count()).toBe(0);
    await expect(directory.membersOf(role({ groups: ['S0EMPTY', 'S0UNKNOWN'] }))).resolves.toEqual([]);
  });

  it('asks once a minute', async () => {
    const { slack, clock, directory } = await aDirectory();
    await directory.membersOf(leads);
    slack.workspace.people.setGroupMembers('S0LEADS', ['U0MIRA']);
    await clock.advance(59_999);
    await expect(directory.membersOf(leads)).resolves.toEqual(['U0JONAS', 'U0AIKO']);
    await clock.advance(1);
    await expect(directory.membersOf(leads)).resolves.toEqual(['U0MIRA']);
  });

  it('asks again for a fresh answer', async () => {
    const { slack, clock, directory } = await aDirectory();
    await directory.membersOf(leads);
    await clock.advance(1_000);
    slack.workspace.people.setGroupMembers('S0LEADS', ['U0MIRA']);
    await expect(directory.membersOf(leads, { fresh: true })).resolves.toEqual(['U0MIRA']);
  });

  it('does not fall back on an old answer when a fresh one cannot be had', async () => {
    const { slack, clock, directory } = await aDirectory();
    await directory.membersOf(leads);
    await clock.advance(1_000);
    slack.inject('usergroups.users.list', 'http-500');
    const failure = expect(directory.membersOf(leads, { fresh: true })).rejects;
    await failure.toMatchObject({ code: 'SLACK_UNAVAILABLE', fault: 'transient' });
    await expect(directory.membersOf(leads)).resolves.toEqual(['U0JONAS', 'U0AIKO']);
    expect(slack.calls.count('usergroups.users.list')).toBe(3);
  });

  it('does not fall back on an old answer when it has run out', async () => {
    const { slack, clock, directory } = await aDirectory();
    await directory.membersOf(leads);
    await clock.advance(60_000);
    slack.inject('usergroups.users.list', 'drop-before-effect');
    await expect(directory.membersOf(leads)).rejects.toMatchObject({ code: 'SLACK_UNAVAILABLE' });
  });

  it.each([true, false])('shares one question between those who ask at the same time (fresh: %s)', async (fresh) => {
    const { slack, directory } = await aDirectory();
    const managers = role({ users: ['U0JONAS'], groups: ['S0LEADS'] });
    await Promise.all([directory.membersOf(leads, { fresh }), directory.membersOf(managers, { fresh })]);
    expect(slack.calls.count('usergroups.users.list')).toBe(1);
    expect(slack.calls.count('users.info')).toBe(3);
  });

  it('pages through everybody rather than asking for many one by one', async () => {
    const people = Array.from({ length: 80 }, (_, index) => ({
      id: `U0P${index}`,
      name: `p${index}`,
      realName: `P ${index}`,
    }));
    const seed = { people, channels: [{ name: 'releases', members: 'everyone' as const, app: true }] };
    const { slack, directory } = await aDirectory({ seed });
    const users = people.map(({ id }) => id);
    await expect(directory.membersOf(role({ users }), { fresh: true })).resolves.toEqual(users);
    expect(slack.calls.count('users.info')).toBe(0);
    expect(slack.calls.count('users.list')).toBe(1);
  });

  it('names the missing scope', async () => {
    const manifest = await readTestManifest({ withoutScopes: ['usergroups:read'] });
    const { directory } = await aDirectory({ manifest });
    await expect(directory.membersOf(leads)).rejects.toThrow('The bot token lacks the scope usergroups:read.');
  });
});

describe('person', () => {
  it('tells name, address and whether they are a guest', async () => {
    const { directory } = await aDirectory();
    await expect(directory.person('U0MIRA')).resolves.toEqual({
      user: 'U0MIRA',
      name: 'mira',
      email: 'mira@shop.example',
      isGuest: false,
    });
    await expect(directory.person('U0SAM')).resolves.toMatchObject({ isGuest: true });
    await expect(directory.person('U0NOBODY')).resolves.toBeNull();
  });

  it('has no address without the scope for it', async () => {
    const manifest = await readTestManifest({ withoutScopes: ['users:read.email'] });
    const { directory } = await aDirectory({ manifest });
    await expect(directory.person('U0MIRA')).resolves.toMatchObject({ email: null });
  });
});
