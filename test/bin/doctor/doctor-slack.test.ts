import { expect, it } from 'vitest';
import { readTestManifest } from '#test/support/slack-workspace.ts';
import { startDoctorWorld } from './doctor-world.ts';

/** A Redis nobody listens to: these tests look at Slack alone. */
const noRedis = { redisUrl: 'redis://127.0.0.1:1' };

function slackLines(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => / {2,}(slack|channel|role|command line identity)\b/.test(line));
}

it('finds a workspace in order', async () => {
  const world = await startDoctorWorld(noRedis);
  expect(slackLines((await world.run()).lines)).toEqual([
    'ok               slack bot token: It is the bot fairlead in the workspace Sandbox.',
    'ok               slack scopes: All 11 scopes of manifest.yml are granted.',
    'ok               slack app token: It opens Socket Mode.',
    'ok               channel C0RELEASES (shop): The bot is in #releases.',
    'ok               channel C0RELEASES (shop) history: A post whose answer was lost can be looked for.',
    'ok               role qa: Slack knows all 2 it names.',
  ]);
});

it('names the scopes that are missing, and what they are missing for', async () => {
  const manifest = await readTestManifest({ withoutScopes: ['channels:history', 'groups:history', 'usergroups:read'] });
  const world = await startDoctorWorld({ ...noRedis, slack: { manifest } });
  const { code, lines } = await world.run();
  expect(code).toBe(1);
  expect(lines).toContain(
    'failed           slack scopes: The bot token lacks channels:history, groups:history, usergroups:read. Add what is missing under OAuth & Permissions at https://api.slack.com/apps, as manifest.yml has it, reinstall the app and start again.',
  );
  expect(lines).toContain(
    'failed           channel C0RELEASES (shop) history: The bot token lacks channels:history or groups:history or im:history or mpim:history, so a post whose answer was lost cannot be looked for and stays undelivered. Add channels:history and groups:history under OAuth & Permissions, reinstall the app and start again.',
  );
  expect(lines).toContain('could not check  role qa: The bot token lacks usergroups:read.');
});

it.each([
  ['C0QUIET', ['failed           channel C0QUIET (shop): The bot is not in #quiet. Invite it there with /invite.']],
  [
    'C0OLD',
    ['failed           channel C0OLD (shop): #old is archived. Unarchive it, or name another channel in fairlead.yml.'],
  ],
  [
    'C0NOWHERE',
    [
      'failed           channel C0NOWHERE (shop): Slack knows no channel C0NOWHERE, or it is private and the bot is not in it. Correct the channel in fairlead.yml, or invite the bot.',
    ],
  ],
])('refuses channel %s', async (channel, expected) => {
  const world = await startDoctorWorld(noRedis);
  world.config.projects.shop.channel = channel;
  const { code, lines } = await world.run();
  expect(code).toBe(1);
  expect(lines).toEqual(expect.arrayContaining(expected));
});

it('tells unknown, unfit and missing people of a role apart', async () => {
  const world = await startDoctorWorld(noRedis);
  Object.assign(world.config.roles, {
    qa: { users: ['U0MIRA'], groups: [] },
    product: { users: ['U0NOBODY'], groups: ['S0NOTHING'] },
    security: { users: ['U0SAM', 'U0PRIYA'], groups: ['S0EMPTY'] },
    'tech-lead': { users: [], groups: [] },
  });
  const { lines } = await world.run();
  expect(lines.filter((line) => line.includes('role '))).toEqual([
    'ok               role qa: Slack knows who it is.',
    'failed           role product: Slack knows no user U0NOBODY. Slack knows no user group S0NOTHING. Correct the ids in fairlead.yml.',
    'warning          role security: User U0SAM is deactivated, a guest or a bot and can hold no role. User U0PRIYA is deactivated, a guest or a bot and can hold no role. Nobody is in user group S0EMPTY. Name somebody else in fairlead.yml, or change it in Slack.',
    'warning          role tech-lead: Nobody holds it. Name users or groups in fairlead.yml before its approval is needed.',
  ]);
});

it('knows the people of the command line', async () => {
  const world = await startDoctorWorld(noRedis);
  Object.assign(world.config, {
    cli: {
      identities: { mira: { user: 'U0MIRA', osUsers: ['mira'] }, ghost: { user: 'U0GHOST', osUsers: ['ghost'] } },
    },
  });
  const { lines } = await world.run();
  expect(lines).toContain('ok               command line identity mira: Slack knows who it is.');
  expect(lines).toContain(
    'failed           command line identity ghost: Slack knows no user U0GHOST. Correct the ids in fairlead.yml.',
  );
});

it('says what it could not check on a server that lacks the methods', async () => {
  const world = await startDoctorWorld({ ...noRedis, slack: {} });
  for (const method of [
    'auth.test',
    'apps.connections.open',
    'conversations.info',
    'conversations.history',
    'users.info',
  ]) {
    world.slack.inject(method, { error: 'unknown_method' });
  }
  world.slack.inject('usergroups.users.list', { rateLimited: 30 });
  expect(slackLines((await world.run()).lines)).toEqual([
    'could not check  slack bot token: This server has no method auth.test. Check SLACK_API_URL if this should be Slack.',
    'could not check  slack scopes: This server has no method auth.test.',
    'could not check  slack app token: This server has no method apps.connections.open.',
    'could not check  channel C0RELEASES (shop): This server has no method conversations.info.',
    'could not check  channel C0RELEASES (shop) history: This server has no method conversations.history.',
    'could not check  role qa: This server has no method users.info. Slack limits usergroups.users.list for 30 seconds.',
  ]);
});

it('says what it could not check at an address where there is no Web API', async () => {
  const world = await startDoctorWorld(noRedis);
  world.variables.SLACK_API_URL = `${world.slack.url}/nothing/here/`;
  const lines = slackLines((await world.run()).lines);
  expect(lines).toHaveLength(6);
  expect(lines.filter((line) => !/^could not check {2}.*This server has no method [\w.]+\./.test(line))).toEqual([]);
});

it('tells that Slack does not answer', async () => {
  const world = await startDoctorWorld(noRedis);
  await world.slack.stop();
  expect(slackLines((await world.run()).lines)).toEqual([
    'failed           slack bot token: Slack cannot be reached. Check the network and SLACK_API_URL.',
    'could not check  slack scopes: The bot token does not work.',
    'failed           slack app token: Slack cannot be reached. Check the network and SLACK_API_URL.',
    'could not check  channel C0RELEASES (shop): Slack cannot be reached.',
    'could not check  channel C0RELEASES (shop) history: Slack cannot be reached.',
    'could not check  role qa: Slack cannot be reached.',
  ]);
});

it('refuses tokens Slack does not know, without repeating them', async () => {
  const world = await startDoctorWorld(noRedis);
  world.variables.SLACK_BOT_TOKEN = 'xoxb-of-another-app';
  world.variables.SLACK_APP_TOKEN = 'xapp-of-another-app';
  const { lines } = await world.run();
  expect(slackLines(lines)).toEqual([
    'failed           slack bot token: Slack does not accept the bot token (invalid_auth). Copy "Bot User OAuth Token" of the installed app from https://api.slack.com/apps into SLACK_BOT_TOKEN.',
    'could not check  slack scopes: The bot token does not work.',
    'failed           slack app token: Slack does not accept the app-level token (invalid_auth). Make one with connections:write under Basic Information at https://api.slack.com/apps and set SLACK_APP_TOKEN to it.',
    'could not check  channel C0RELEASES (shop): The bot token does not work.',
    'could not check  channel C0RELEASES (shop) history: The bot token does not work.',
    'could not check  role qa: The bot token does not work.',
  ]);
  expect(lines.join('\n')).not.toContain('of-another-app');
});

it('says that Socket Mode is off', async () => {
  const delivery = { mode: 'http', requestUrl: () => 'http://127.0.0.1:1/', signingSecret: 'x' } as const;
  const world = await startDoctorWorld({ ...noRedis, slack: { delivery } });
  expect((await world.run()).lines).toContain(
    'failed           slack app token: Slack does not open Socket Mode (access_denied). Turn it on under Socket Mode at https://api.slack.com/apps, or set SLACK_SIGNING_SECRET instead of SLACK_APP_TOKEN.',
  );
});

it('tells what can be told of a signing secret', async () => {
  const world = await startDoctorWorld(noRedis);
  Object.assign(world.variables, {
    SLACK_APP_TOKEN: undefined,
    SLACK_SIGNING_SECRET: 'a1b2c3d4e5f6a7b8',
    PORT: '3100',
  });
  expect((await world.run()).lines).toContain(
    "ok               slack signing secret: It is set, and Fairlead listens on port 3100. Whether it is the right one shows at Slack's first request.",
  );
});

it('takes a missing token for the sandbox', async () => {
  const world = await startDoctorWorld(noRedis);
  Object.assign(world.variables, { SLACK_APP_TOKEN: undefined, SLACK_BOT_TOKEN: undefined });
  expect(slackLines((await world.run()).lines)).toEqual([
    'warning          slack: No Slack token is set, so `fairlead start` starts the sandbox. For a workspace of your own see docs/slack-setup.md.',
  ]);
});
