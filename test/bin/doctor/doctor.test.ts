import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { aFolder } from '#test/adapters/git/a-remote.ts';
import { doctor } from '../../../bin/doctor/doctor.ts';
import { examine } from '../../../bin/doctor/examine.ts';
import { startDoctorWorld } from './doctor-world.ts';

const Report = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['ok', 'warning', 'failed', 'could_not_check']),
      says: z.string(),
      next: z.string().nullable(),
    }),
  ),
});

const order = [
  'environment',
  'data directory',
  'configuration',
  'slack bot token',
  'slack scopes',
  'slack app token',
  'channel C0RELEASES (shop)',
  'channel C0RELEASES (shop) history',
  'role qa',
  'webhooks',
  'redis',
  'redis maxmemory-policy',
  'redis appendonly',
  'redis appendfsync',
  'redis cluster',
  'worker',
  'queue',
  'posts shop',
  'git',
  'git fetch shop',
  'git push shop',
  'git release shop',
  'version files shop',
  'deployer shop/api',
  'health shop/staging/api',
];

it('prints a line for each check in a fixed order and ends with 0 when nothing failed', async () => {
  const { code, lines } = await (await startDoctorWorld()).run();
  expect(code).toBe(0);
  const names = lines.slice(0, -2).map((line) => /^(?:ok|warning) +(.+?): /.exec(line)?.[1]);
  expect(names).toEqual(order);
  expect(lines.slice(-2)).toEqual(['', 'Nothing failed: 24 ok, 1 to know about.']);
});

it('says whose webhooks are listened to and where, and no secret of theirs', async () => {
  const world = await startDoctorWorld();
  const line = async () => (await world.run()).lines.find((one) => one.includes(' webhooks: '));
  expect(await line()).toContain('None are listened to, so CI systems and Argo CD are only asked every few seconds.');
  const secret = 'a-secret-of-twenty-letters';
  Object.assign(world.variables, {
    FAIRLEAD_GITHUB_WEBHOOK_SECRET: secret,
    FAIRLEAD_ARGO_CD_WEBHOOK_TOKEN: secret,
    FAIRLEAD_WEBHOOK_PORT: '3100',
  });
  expect(await line()).toContain(
    'The app listens to GitHub (/webhooks/github), Argo CD (/webhooks/argo-cd) on port 3100. Whether a secret is the right one shows at the first delivery.',
  );
  expect(await line()).not.toContain(secret);
});

it('gives the same as data', async () => {
  const world = await startDoctorWorld();
  world.config.projects.shop.channel = 'C0QUIET';
  const { code, lines } = await world.run('--json');
  const report = Report.parse(JSON.parse(lines.join('\n')));
  expect(code).toBe(1);
  expect(report.ok).toBe(false);
  expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([
    {
      name: 'channel C0QUIET (shop)',
      status: 'failed',
      says: 'The bot is not in #quiet.',
      next: 'Invite it there with /invite.',
    },
    {
      name: 'channel C0QUIET (shop) history',
      status: 'failed',
      says: 'The bot is not in the channel.',
      next: 'Invite it there with /invite.',
    },
  ]);
});

it('refuses an option it does not know', async () => {
  const said: string[] = [];
  expect(await doctor(['--fix'], {}, (line) => void said.push(line))).toBe(2);
  expect(said.join('\n')).toMatch(/^Usage: fairlead doctor \[--json\] \[--logs\]/);
});

it('says everything that is wrong with a newcomer’s empty folder', async () => {
  const folder = aFolder();
  const variables = {
    PATH: process.env.PATH,
    FAIRLEAD_CONFIG: join(folder, 'fairlead.yml'),
    FAIRLEAD_DATA: join(folder, 'd'),
  };
  const said: string[] = [];
  expect(await doctor([], variables, (line) => void said.push(line))).toBe(1);
  const lines = said.join('\n').split('\n');
  expect(lines[2]).toBe(
    `failed           configuration: The configuration file ${variables.FAIRLEAD_CONFIG} cannot be read. Create it, or point FAIRLEAD_CONFIG at the right one.`,
  );
  expect(lines).toContain(
    'could not check  projects: Channels, roles, repositories, deployers and health addresses wait for the configuration.',
  );
});

it('names every mistake of the configuration by line and column, and still checks what it can', async () => {
  const world = await startDoctorWorld();
  Object.assign(world.config.projects.shop, { chanel: 'C0RELEASES', sevices: {} });
  const { code, lines } = await world.run();
  expect(code).toBe(1);
  const found = lines.filter((line) => line.includes(' configuration: '));
  expect(found.map((line) => line.replace(world.configFile, 'fairlead.yml'))).toEqual([
    'failed           configuration: fairlead.yml:29:5: projects.shop.chanel: unknown key; did you mean "channel"? Correct this line.',
    'failed           configuration: fairlead.yml:30:5: projects.shop.sevices: unknown key; did you mean "services"? Correct this line.',
  ]);
  expect(lines).toContain('ok               slack app token: It opens Socket Mode.');
  expect(lines).toContain('ok               redis appendfsync: It is always.');
});

it('warns of a role that nobody holds where its approval is asked for', async () => {
  const world = await startDoctorWorld();
  Object.assign(world.config.roles, { product: { users: [], groups: [] } });
  world.config.projects.shop.environments = [{ name: 'staging', approvals: [{ roles: ['product'] }] }];
  const { code, lines } = await world.run();
  expect(code).toBe(0);
  expect(lines.find((line) => line.startsWith('warning          configuration'))).toMatch(
    /fairlead\.yml:\d+:\d+: projects\.shop\.environments\[0\]\.approvals\[0\]: nobody holds product, so the one approval asked for cannot be given\. See to it before it is needed\.$/,
  );
});

it('names every malformed variable without its value and goes on without it', async () => {
  const world = await startDoctorWorld();
  Object.assign(world.variables, { SLACK_BOT_TOKEN: 'hunter2hunter2', PORT: 'many', GITHUB_TOKEN: 'short-secret' });
  const { code, lines } = await world.run();
  expect(code).toBe(1);
  expect(lines.slice(0, 3)).toEqual([
    'failed           environment: SLACK_BOT_TOKEN must start with xoxb-. Copy "Bot User OAuth Token" from OAuth & Permissions at https://api.slack.com/apps.',
    'failed           environment: PORT must be a number from 0 to 65535. Choose a free port, such as 3000; 0 lets the system choose.',
    'failed           environment: GITHUB_TOKEN must be at least 20 characters without spaces. Make a fine-grained token with "Contents: read and write" for the repository.',
  ]);
  expect(lines).toContain('could not check  slack: The variables of Slack are not in order.');
  expect(lines).toContain('ok               redis appendfsync: It is always.');
  expect(lines.join('\n')).not.toMatch(/hunter2|short-secret/);
});

it('says that a door to Slack is missing', async () => {
  const world = await startDoctorWorld();
  world.variables.SLACK_APP_TOKEN = undefined;
  const { lines } = await world.run();
  expect(lines[0]).toBe(
    'failed           environment: SLACK_BOT_TOKEN is set, so SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) must be set too. Set one of them, or unset all three for the sandbox.',
  );
  expect(lines).toContain('could not check  slack: The variables of Slack are not in order.');
});

it('leaves nothing in a data directory that it may write to', async () => {
  const world = await startDoctorWorld();
  await world.run();
  expect(readdirSync(world.variables.FAIRLEAD_DATA ?? '').filter((name) => name.startsWith('.doctor'))).toEqual([]);
});

it('says that the data directory cannot be written to', async () => {
  const world = await startDoctorWorld();
  const folder = aFolder();
  writeFileSync(join(folder, 'taken'), '');
  mkdirSync(join(folder, 'free'));
  world.variables.FAIRLEAD_DATA = join(folder, 'taken', 'data');
  const { code, lines } = await world.run();
  expect(code).toBe(1);
  expect(lines).toContain(
    `failed           data directory: ${folder}/taken/data cannot be written to: a part of its path is a file. Give Fairlead the right, or point FAIRLEAD_DATA elsewhere.`,
  );
  expect(lines).toContain(
    'failed           git fetch shop: The data directory cannot be used. See its own line above.',
  );
});

it('gives a check up that takes too long, and ends', async () => {
  const world = await startDoctorWorld();
  await world.run();
  world.slack.inject('conversations.info', { slowMs: 3_000 });
  const findings = await examine({ variables: world.variables, logs: false, limit: 1_500 });
  expect(findings.find(({ name }) => name === 'channel C0RELEASES (shop)')).toEqual({
    name: 'channel C0RELEASES (shop)',
    status: 'could_not_check',
    says: 'It did not end within 1.5 seconds.',
    next: 'Run `fairlead doctor` again, or look there yourself.',
  });
});

it('shows no secret, whatever another system repeats', async () => {
  const world = await startDoctorWorld();
  Object.assign(world.variables, {
    SHOP_DEPLOYER_TOKEN: 'open-sesame-please',
    GITHUB_TOKEN: 'ghp_abcdefghijklmnopqrstuvwxyz',
  });
  world.config.projects.shop.services.api.deployer.tokenEnv = 'SHOP_DEPLOYER_TOKEN';
  const body = { error: 'unauthorized', message: 'This token is not known: open-sesame-please.' };
  world.target.meet({ kind: 'answer', status: 401, body });
  const text = [...(await world.run()).lines, ...(await world.run('--json')).lines].join('\n');
  const secrets = [
    'open-sesame',
    'ghp_',
    world.variables.SLACK_BOT_TOKEN ?? '?',
    world.variables.SLACK_APP_TOKEN ?? '?',
  ];
  for (const secret of [...secrets, new URL(world.variables.REDIS_URL ?? '').password])
    expect(text).not.toContain(secret);
});
