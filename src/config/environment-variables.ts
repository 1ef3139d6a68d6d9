import { ReleaseError } from '#errors.ts';
import { environmentTable, type Variable, type VariableName } from './environment-table.ts';

type SlackDoor =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };

/** Where webhooks are listened to, and what each sender proves itself with; null for one that is not listened to. */
export type WebhookSettings = {
  readonly port: number;
  readonly github: { readonly secret: string } | null;
  readonly gitlab: { readonly signingToken: string | null; readonly secret: string | null } | null;
  readonly argoCd: { readonly token: string } | null;
};

/** What the environment says, checked. */
export type EnvironmentVariables = {
  /** Null when no Slack token is set: the sandbox is meant. */
  readonly slack: { readonly botToken: string; readonly apiUrl: string; readonly door: SlackDoor } | null;
  readonly redisUrl: string | undefined;
  readonly github: { readonly token: string | undefined; readonly apiUrl: string };
  readonly gitlab: { readonly token: string | undefined; readonly url: string };
  /** Null when no sender has a secret: nothing listens to webhooks. */
  readonly webhooks: WebhookSettings | null;
  readonly configFile: string;
  readonly dataDirectory: string;
  readonly concurrency: number;
  /** Names of variables that programs of a project may see. */
  readonly passEnv: readonly string[];
  readonly cliToken: string | undefined;
  readonly logLevel: string;
};

type Values = { readonly [Name in VariableName]: string | undefined };

/**
 * Checks the environment. An empty variable counts as unset. Throws ENVIRONMENT_INVALID with one sentence for each problem, which names
 * the variable, the rule and the next step and never the value.
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): EnvironmentVariables {
  const names = Object.keys(environmentTable) as VariableName[];
  const values = Object.fromEntries(names.map((name) => [name, setValue(name, environment)])) as Values;
  const problems = [
    ...names.flatMap((name) => problemWith(name, environment[name])),
    ...slackProblems(values),
    ...portProblems(values),
  ];
  if (problems.length > 0) throw new ReleaseError('ENVIRONMENT_INVALID', 'fatal', problems.join('\n'));
  return {
    slack: slackOf(values),
    redisUrl: values.REDIS_URL,
    github: { token: values.GITHUB_TOKEN, apiUrl: withFallback(values, 'GITHUB_API_URL') },
    gitlab: { token: values.GITLAB_TOKEN, url: withFallback(values, 'GITLAB_URL') },
    webhooks: webhooksOf(values),
    configFile: withFallback(values, 'FAIRLEAD_CONFIG'),
    dataDirectory: withFallback(values, 'FAIRLEAD_DATA'),
    concurrency: Number(withFallback(values, 'FAIRLEAD_CONCURRENCY')),
    passEnv: values.FAIRLEAD_PASS_ENV?.split(',') ?? [],
    cliToken: values.FAIRLEAD_CLI_TOKEN,
    logLevel: withFallback(values, 'LOG_LEVEL'),
  };
}

function setValue(name: VariableName, environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const value = environment[name];
  return value === undefined || value === '' ? undefined : value;
}

function problemWith(name: VariableName, value: string | undefined): readonly string[] {
  if (value === undefined || value === '') return [];
  const { schema, rule, next }: Variable = environmentTable[name];
  return schema.safeParse(value).success ? [] : [`${name} must ${rule}. ${next}`];
}

function slackProblems(values: Values): readonly string[] {
  const hasDoor = values.SLACK_APP_TOKEN !== undefined || values.SLACK_SIGNING_SECRET !== undefined;
  if (values.SLACK_BOT_TOKEN !== undefined && !hasDoor) {
    return [
      'SLACK_BOT_TOKEN is set, so SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) must be set too. Set one of them, or unset all three for the sandbox.',
    ];
  }
  if (values.SLACK_BOT_TOKEN === undefined && hasDoor) {
    const set = values.SLACK_APP_TOKEN === undefined ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
    return [`${set} is set, so SLACK_BOT_TOKEN must be set too. Set it, or unset ${set} for the sandbox.`];
  }
  return [];
}

function portProblems(values: Values): readonly string[] {
  const webhooks = webhooksOf(values);
  const door = doorOf(values);
  const isShared = door?.kind === 'http' && webhooks !== null && door.port === webhooks.port && door.port !== 0;
  return isShared ? ['FAIRLEAD_WEBHOOK_PORT must be another port than PORT. Set it to a free one.'] : [];
}

function slackOf(values: Values): EnvironmentVariables['slack'] {
  const botToken = values.SLACK_BOT_TOKEN;
  const door = doorOf(values);
  return botToken === undefined || door === null
    ? null
    : { botToken, apiUrl: withFallback(values, 'SLACK_API_URL'), door };
}

function doorOf(values: Values): SlackDoor | null {
  if (values.SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: values.SLACK_APP_TOKEN };
  if (values.SLACK_SIGNING_SECRET === undefined) return null;
  return { kind: 'http', signingSecret: values.SLACK_SIGNING_SECRET, port: Number(withFallback(values, 'PORT')) };
}

function webhooksOf(values: Values): WebhookSettings | null {
  const secret = values.FAIRLEAD_GITHUB_WEBHOOK_SECRET;
  const token = values.FAIRLEAD_ARGO_CD_WEBHOOK_TOKEN;
  const ofGitlab = {
    signingToken: values.FAIRLEAD_GITLAB_WEBHOOK_SIGNING_TOKEN ?? null,
    secret: values.FAIRLEAD_GITLAB_WEBHOOK_SECRET ?? null,
  };
  const github = secret === undefined ? null : { secret };
  const gitlab = ofGitlab.signingToken === null && ofGitlab.secret === null ? null : ofGitlab;
  const argoCd = token === undefined ? null : { token };
  if (github === null && gitlab === null && argoCd === null) return null;
  return { port: Number(withFallback(values, 'FAIRLEAD_WEBHOOK_PORT')), github, gitlab, argoCd };
}

function withFallback(values: Values, name: Extract<VariableName, FallbackName>): string {
  return values[name] ?? environmentTable[name].fallback;
}

type FallbackName = {
  [Name in VariableName]: (typeof environmentTable)[Name] extends { readonly fallback: string } ? Name : never;
}[VariableName];
