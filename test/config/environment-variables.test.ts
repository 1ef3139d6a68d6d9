import { expect, it } from 'vitest';
import { environmentTable, type VariableName } from '#config/environment-table.ts';
import { readEnvironment } from '#config/environment-variables.ts';

const botToken = 'xoxb-1-2-abc';
const appToken = 'xapp-1-A1-2-abc';
const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';

function refusalOf(environment: Record<string, string>): string {
  try {
    readEnvironment(environment);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

it('fills in every default and means the sandbox when nothing is set', () => {
  expect(readEnvironment({ PATH: '/bin' })).toEqual({
    slack: null,
    redisUrl: undefined,
    github: { token: undefined, apiUrl: 'https://api.github.com' },
    gitlab: { token: undefined, url: 'https://gitlab.com' },
    webhooks: null,
    configFile: 'fairlead.yml',
    dataDirectory: '.fairlead',
    concurrency: 10,
    passEnv: [],
    cliToken: undefined,
    logLevel: 'info',
  });
});

it.each([
  ['Socket Mode', { SLACK_APP_TOKEN: appToken }, { kind: 'socket', appToken }],
  ['HTTP', { SLACK_SIGNING_SECRET: signingSecret }, { kind: 'http', signingSecret, port: 3000 }],
  [
    'HTTP on a port',
    { SLACK_SIGNING_SECRET: signingSecret, PORT: '8080' },
    { kind: 'http', signingSecret, port: 8080 },
  ],
  [
    'Socket Mode when both are set',
    { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret },
    { kind: 'socket', appToken },
  ],
])('chooses %s by the tokens', (_mode, tokens, door) => {
  expect(readEnvironment({ SLACK_BOT_TOKEN: botToken, ...tokens }).slack).toEqual({
    botToken,
    apiUrl: 'https://slack.com/api/',
    door,
  });
});

const secret = 'a-secret-of-twenty-letters';
const signed = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

it.each([
  ['GitHub', { FAIRLEAD_GITHUB_WEBHOOK_SECRET: secret }, { github: { secret } }],
  [
    'GitLab, signed',
    { FAIRLEAD_GITLAB_WEBHOOK_SIGNING_TOKEN: signed },
    { gitlab: { signingToken: signed, secret: null } },
  ],
  ['GitLab', { FAIRLEAD_GITLAB_WEBHOOK_SECRET: secret }, { gitlab: { signingToken: null, secret } }],
  [
    'Argo CD on a port',
    { FAIRLEAD_ARGO_CD_WEBHOOK_TOKEN: secret, FAIRLEAD_WEBHOOK_PORT: '8081' },
    { argoCd: { token: secret }, port: 8081 },
  ],
])('listens to webhooks of %s once it has a secret', (_sender, variables, listened) => {
  const nobody = { port: 3001, github: null, gitlab: null, argoCd: null };
  expect(readEnvironment(variables).webhooks).toEqual({ ...nobody, ...listened });
});

it('listens to no webhooks for a port alone', () => {
  expect(readEnvironment({ FAIRLEAD_WEBHOOK_PORT: '8081' }).webhooks).toBeNull();
});

it('takes an empty variable as unset', () => {
  const empty = Object.fromEntries(Object.keys(environmentTable).map((name) => [name, '']));
  expect(readEnvironment(empty)).toEqual(readEnvironment({}));
});

it.each([
  'redis://localhost:6379',
  'redis://:secret@cache.example:6379/2',
  'rediss://user:secret@cache.example',
  'redis-cluster://10.0.0.1:7001,10.0.0.2:7001',
  'rediss-cluster://:secret@10.0.0.1:7001,10.0.0.2:7001',
])('accepts REDIS_URL %s', (redisUrl) => {
  expect(readEnvironment({ REDIS_URL: redisUrl }).redisUrl).toBe(redisUrl);
});

const refusals: readonly [VariableName, string, string][] = [
  [
    'SLACK_BOT_TOKEN',
    'xoxp-user-token',
    'SLACK_BOT_TOKEN must start with xoxb-. Copy "Bot User OAuth Token" from OAuth & Permissions at https://api.slack.com/apps.',
  ],
  [
    'SLACK_APP_TOKEN',
    'xoxb-not-an-app-token',
    'SLACK_APP_TOKEN must start with xapp-. Make an app-level token with connections:write under Basic Information at https://api.slack.com/apps.',
  ],
  [
    'SLACK_SIGNING_SECRET',
    'too-short',
    'SLACK_SIGNING_SECRET must be at least 16 letters and digits. Copy "Signing Secret" from Basic Information at https://api.slack.com/apps.',
  ],
  [
    'PORT',
    '70000',
    'PORT must be a number from 0 to 65535. Choose a free port, such as 3000; 0 lets the system choose.',
  ],
  [
    'SLACK_API_URL',
    'https://slack.example/api',
    'SLACK_API_URL must be an http or https address that ends with a slash. Leave it unset for Slack itself.',
  ],
  [
    'REDIS_URL',
    'hunter2@cache.example:6379',
    'REDIS_URL must look like redis://host:6379, rediss://host:6379 or redis-cluster://host:6379,host:6379. Leave it unset to have a private server started on this machine.',
  ],
  [
    'GITHUB_TOKEN',
    'ghp_short',
    'GITHUB_TOKEN must be at least 20 characters without spaces. Make a fine-grained token with "Contents: read and write" for the repository.',
  ],
  [
    'GITHUB_API_URL',
    'github.example',
    'GITHUB_API_URL must be an http or https address. Leave it unset for github.com.',
  ],
  [
    'GITLAB_TOKEN',
    'glpat-short',
    'GITLAB_TOKEN must be at least 20 characters without spaces. Make a project access token with the scope "api" and the role Developer.',
  ],
  ['GITLAB_URL', 'gitlab.example', 'GITLAB_URL must be an http or https address. Leave it unset for gitlab.com.'],
  [
    'FAIRLEAD_GITHUB_WEBHOOK_SECRET',
    'hunter2',
    'FAIRLEAD_GITHUB_WEBHOOK_SECRET must be 20 to 200 letters, digits and signs without spaces. Make one with `openssl rand -hex 32`, and give it to the other side, too.',
  ],
  [
    'FAIRLEAD_GITLAB_WEBHOOK_SIGNING_TOKEN',
    'whsec_c2hvcnQ=',
    'FAIRLEAD_GITLAB_WEBHOOK_SIGNING_TOKEN must be a signing token that GitLab generated: whsec_ and 32 bytes in base64. Copy it as GitLab shows it when it is generated.',
  ],
  [
    'FAIRLEAD_GITLAB_WEBHOOK_SECRET',
    'hunter2',
    'FAIRLEAD_GITLAB_WEBHOOK_SECRET must be 20 to 200 letters, digits and signs without spaces. Make one with `openssl rand -hex 32`, and give it to the other side, too.',
  ],
  [
    'FAIRLEAD_ARGO_CD_WEBHOOK_TOKEN',
    'hunter2',
    'FAIRLEAD_ARGO_CD_WEBHOOK_TOKEN must be 20 to 200 letters, digits and signs without spaces. Make one with `openssl rand -hex 32`, and give it to the other side, too.',
  ],
  [
    'FAIRLEAD_WEBHOOK_PORT',
    '70000',
    'FAIRLEAD_WEBHOOK_PORT must be a number from 0 to 65535. Choose a free port, such as 3001; 0 lets the system choose.',
  ],
  ['FAIRLEAD_CONFIG', 'a\0b', 'FAIRLEAD_CONFIG must be a path. Point it at your fairlead.yml.'],
  ['FAIRLEAD_DATA', 'a\0b', 'FAIRLEAD_DATA must be a path. Point it at a folder Fairlead may write to.'],
  [
    'FAIRLEAD_CONCURRENCY',
    '0',
    'FAIRLEAD_CONCURRENCY must be a number from 1 to 500. Start with 10 and add workers rather than raise it.',
  ],
  [
    'FAIRLEAD_PASS_ENV',
    'NPM_TOKEN; rm',
    'FAIRLEAD_PASS_ENV must be names separated by commas, each perhaps ending in *. For example NPM_TOKEN,AWS_*.',
  ],
  [
    'FAIRLEAD_CLI_TOKEN',
    'hunter2',
    'FAIRLEAD_CLI_TOKEN must be at least 20 characters without spaces. Make one with `openssl rand -hex 32`.',
  ],
  [
    'LOG_LEVEL',
    'loud',
    'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent. Leave it unset for info.',
  ],
];

it.each(refusals)('refuses a malformed %s and keeps its value to itself', (name, value, message) => {
  const sentences = refusalOf({ [name]: value }).split('\n');
  expect(sentences[0]).toBe(message);
  expect(sentences.join()).not.toContain(value === '0' ? ' 0 ' : `${value} `);
});

it('has a refusal in this table for every variable', () => {
  expect(refusals.map(([name]) => name).sort()).toEqual(Object.keys(environmentTable).sort());
});

it.each([
  [
    'a bot token without a way in',
    { SLACK_BOT_TOKEN: botToken },
    'SLACK_BOT_TOKEN is set, so SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) must be set too. Set one of them, or unset all three for the sandbox.',
  ],
  [
    'an app token without a bot token',
    { SLACK_APP_TOKEN: appToken },
    'SLACK_APP_TOKEN is set, so SLACK_BOT_TOKEN must be set too. Set it, or unset SLACK_APP_TOKEN for the sandbox.',
  ],
  [
    'a signing secret without a bot token',
    { SLACK_SIGNING_SECRET: signingSecret },
    'SLACK_SIGNING_SECRET is set, so SLACK_BOT_TOKEN must be set too. Set it, or unset SLACK_SIGNING_SECRET for the sandbox.',
  ],
  [
    'one port for Slack and for webhooks',
    {
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      PORT: '3001',
      FAIRLEAD_GITHUB_WEBHOOK_SECRET: secret,
    },
    'FAIRLEAD_WEBHOOK_PORT must be another port than PORT. Set it to a free one.',
  ],
])('refuses %s', (_what, environment, message) => {
  expect(refusalOf(environment)).toBe(message);
});

it('tells of every problem at once', () => {
  expect(refusalOf({ PORT: 'x', LOG_LEVEL: 'x' }).split('\n')).toHaveLength(2);
});

it('prints no part of any secret it refuses', () => {
  const secrets = Object.entries(environmentTable).filter(([, variable]) => 'isSecret' in variable);
  const environment = Object.fromEntries(secrets.map(([name]) => [name, 'Tr0ub4dor & 3']));
  expect(refusalOf(environment)).not.toContain('Tr0ub4dor');
  expect(refusalOf(environment).split('\n')).toHaveLength(secrets.length);
});
