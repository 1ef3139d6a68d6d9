import { z } from 'zod';

export type Variable = {
  readonly what: string;
  /** What a value must look like, as a sentence part after "must". */
  readonly rule: string;
  /** What to do when it does not. */
  readonly next: string;
  readonly schema: z.ZodType<string>;
  readonly fallback?: string;
  readonly isSecret?: true;
};

const httpUrl = z.url({ protocol: /^https?$/ });
const slackApps = 'https://api.slack.com/apps';
const webhookSecret = z.string().regex(/^[\x21-\x7e]{20,200}$/);
const webhookSecretRule = 'be 20 to 200 letters, digits and signs without spaces';
const webhookSecretNext = 'Make one with `openssl rand -hex 32`, and give it to the other side, too.';

/** Every environment variable Fairlead reads. `docs/environment.md` is made from this table. */
export const environmentTable = {
  SLACK_BOT_TOKEN: {
    what: 'The bot token of the Slack app. Without it Fairlead starts in its sandbox.',
    rule: 'start with xoxb-',
    next: `Copy "Bot User OAuth Token" from OAuth & Permissions at ${slackApps}.`,
    schema: z.string().regex(/^xoxb-[\w-]+$/),
    isSecret: true,
  },
  SLACK_APP_TOKEN: {
    what: 'The app-level token for Socket Mode: no public address is needed. Goes before SLACK_SIGNING_SECRET when both are set.',
    rule: 'start with xapp-',
    next: `Make an app-level token with connections:write under Basic Information at ${slackApps}.`,
    schema: z.string().regex(/^xapp-[\w-]+$/),
    isSecret: true,
  },
  SLACK_SIGNING_SECRET: {
    what: 'The secret Slack signs its HTTP requests with. Fairlead then listens on PORT.',
    rule: 'be at least 16 letters and digits',
    next: `Copy "Signing Secret" from Basic Information at ${slackApps}.`,
    schema: z.string().regex(/^[A-Za-z0-9]{16,}$/),
    isSecret: true,
  },
  PORT: {
    what: 'Port for HTTP requests from Slack.',
    rule: 'be a number from 0 to 65535',
    next: 'Choose a free port, such as 3000; 0 lets the system choose.',
    schema: numberText(0, 65_535),
    fallback: '3000',
  },
  SLACK_API_URL: {
    what: 'Address of the Web API of Slack, or of a server that speaks it.',
    rule: 'be an http or https address that ends with a slash',
    next: 'Leave it unset for Slack itself.',
    schema: httpUrl.endsWith('/'),
    fallback: 'https://slack.com/api/',
  },
  REDIS_URL: {
    what: 'Redis or Valkey 6.2 or later: one server, or some nodes of a cluster. Without it a private server is started.',
    rule: 'look like redis://host:6379, rediss://host:6379 or redis-cluster://host:6379,host:6379',
    next: 'Leave it unset to have a private server started on this machine.',
    schema: z.string().regex(/^(rediss?:\/\/[^\s,]+|rediss?-cluster:\/\/[^\s/]+)$/),
    isSecret: true,
  },
  GITHUB_TOKEN: {
    what: 'Token that may write contents of the repository and read its pull requests. Needed where a project has its forge on GitHub.',
    rule: 'be at least 20 characters without spaces',
    next: 'Make a fine-grained token with "Contents: read and write" for the repository.',
    schema: z.string().regex(/^\S{20,}$/),
    isSecret: true,
  },
  GITHUB_API_URL: {
    what: 'Address of the GitHub REST API; https://HOST/api/v3 for GitHub Enterprise Server.',
    rule: 'be an http or https address',
    next: 'Leave it unset for github.com.',
    schema: httpUrl,
    fallback: 'https://api.github.com',
  },
  GITLAB_TOKEN: {
    what: 'Personal, project or group access token with the scope api. Needed where a project has its forge on GitLab.',
    rule: 'be at least 20 characters without spaces',
    next: 'Make a project access token with the scope "api" and the role Developer.',
    schema: z.string().regex(/^\S{20,}$/),
    isSecret: true,
  },
  GITLAB_URL: {
    what: 'Address of the GitLab server, with its path where it has one.',
    rule: 'be an http or https address',
    next: 'Leave it unset for gitlab.com.',
    schema: httpUrl,
    fallback: 'https://gitlab.com',
  },
  FAIRLEAD_GITHUB_WEBHOOK_SECRET: {
    what: 'Secret that GitHub signs its webhooks with. Fairlead then listens to them on FAIRLEAD_WEBHOOK_PORT; see docs/webhooks.md.',
    rule: webhookSecretRule,
    next: webhookSecretNext,
    schema: webhookSecret,
    isSecret: true,
  },
  FAIRLEAD_GITLAB_WEBHOOK_SIGNING_TOKEN: {
    what: 'Signing token of GitLab webhooks, for GitLab 19.0 and later. Fairlead then listens to them on FAIRLEAD_WEBHOOK_PORT.',
    rule: 'be a signing token that GitLab generated: whsec_ and 32 bytes in base64',
    next: 'Copy it as GitLab shows it when it is generated.',
    schema: z.string().regex(/^whsec_[A-Za-z0-9+/]{43}=$/),
    isSecret: true,
  },
  FAIRLEAD_GITLAB_WEBHOOK_SECRET: {
    what: 'Secret token of GitLab webhooks, for servers that cannot sign them. Where both are set, a request that is signed is judged by its signature.',
    rule: webhookSecretRule,
    next: webhookSecretNext,
    schema: webhookSecret,
    isSecret: true,
  },
  FAIRLEAD_ARGO_CD_WEBHOOK_TOKEN: {
    what: 'Token that Argo CD sends with its notifications. Fairlead then listens to them on FAIRLEAD_WEBHOOK_PORT.',
    rule: webhookSecretRule,
    next: webhookSecretNext,
    schema: webhookSecret,
    isSecret: true,
  },
  FAIRLEAD_WEBHOOK_PORT: {
    what: 'Port for webhooks from GitHub, GitLab and Argo CD, another one than PORT. Nothing listens there until a secret of theirs is set.',
    rule: 'be a number from 0 to 65535',
    next: 'Choose a free port, such as 3001; 0 lets the system choose.',
    schema: numberText(0, 65_535),
    fallback: '3001',
  },
  FAIRLEAD_CONFIG: {
    what: 'The configuration file.',
    rule: 'be a path',
    next: 'Point it at your fairlead.yml.',
    schema: z.string().regex(/^[^\0]+$/),
    fallback: 'fairlead.yml',
  },
  FAIRLEAD_DATA: {
    what: 'Folder for repository mirrors, checkouts, runs of commands and the private Redis.',
    rule: 'be a path',
    next: 'Point it at a folder Fairlead may write to.',
    schema: z.string().regex(/^[^\0]+$/),
    fallback: '.fairlead',
  },
  FAIRLEAD_CONCURRENCY: {
    what: 'How many jobs one worker does at the same time.',
    rule: 'be a number from 1 to 500',
    next: 'Start with 10 and add workers rather than raise it.',
    schema: numberText(1, 500),
    fallback: '10',
  },
  FAIRLEAD_PASS_ENV: {
    what: 'Environment variables the programs of a project may see, besides PATH, HOME, LANG and their like.',
    rule: 'be names separated by commas, each perhaps ending in *',
    next: 'For example NPM_TOKEN,AWS_*.',
    schema: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*\*?(,[A-Za-z_][A-Za-z0-9_]*\*?)*$/),
  },
  FAIRLEAD_CLI_TOKEN: {
    what: 'Token that admits the caller of the command line as the identity whose tokenSha256 it has.',
    rule: 'be at least 20 characters without spaces',
    next: 'Make one with `openssl rand -hex 32`.',
    schema: z.string().regex(/^\S{20,}$/),
    isSecret: true,
  },
  LOG_LEVEL: {
    what: 'How much is logged.',
    rule: 'be one of trace, debug, info, warn, error, fatal, silent',
    next: 'Leave it unset for info.',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    fallback: 'info',
  },
} as const satisfies Readonly<Record<string, Variable>>;

/** The name of a variable Fairlead reads. */
export type VariableName = keyof typeof environmentTable;

function numberText(least: number, most: number): z.ZodType<string> {
  return z
    .string()
    .regex(/^\d{1,5}$/)
    .refine((text) => Number(text) >= least && Number(text) <= most);
}
