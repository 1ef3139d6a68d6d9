import { resolve } from 'node:path';
import { inspectFolder } from '#adapters/inspect-folder.ts';
import { createRedactor, type Redact } from '#adapters/redactor.ts';
import { couldNotCheck, type Finding, warning } from '#domain/doctor/finding.ts';
import type { Check } from '#operations/doctor/check.ts';
import { checkDataDirectory } from '#operations/doctor/check-data-directory.ts';
import { checkWebhooks } from '#operations/doctor/check-webhooks.ts';
import { checkLimit, runChecks } from '#operations/doctor/run-checks.ts';
import { webhookSenders } from '../compose/webhooks.ts';
import { runningRedis } from '../redis/provide-redis.ts';
import { examineConfiguration } from './examine-configuration.ts';
import { projectChecks } from './project-checks.ts';
import { checkRedisProgram, redisChecks } from './redis-checks.ts';
import { slackChecks } from './slack-checks.ts';
import { type UsableEnvironment, usableEnvironment } from './usable-environment.ts';

export type ExamineRequest = {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Reads the newest logs, too. */
  readonly logs: boolean;
  /** Milliseconds one check may take. */
  readonly limit?: number;
};

/**
 * Checks everything Fairlead stands on, in a fixed order. Looks only: what it leaves behind are mirrors in the data directory and, with
 * `logs`, a completed list of logs. No finding holds a secret.
 */
export async function examine({ variables, logs, limit = checkLimit }: ExamineRequest): Promise<readonly Finding[]> {
  const usable = usableEnvironment(variables);
  const { environment } = usable;
  const redact = createRedactor(variables);
  const dataDirectory = resolve(environment.dataDirectory);
  const { file, findings } = await examineConfiguration(environment.configFile);
  const url = environment.redisUrl ?? (await runningRedis(dataDirectory));
  const store =
    url === null
      ? { checks: [checkRedisProgram(variables.PATH ?? '')], close: async () => undefined }
      : redisChecks(url, Object.keys(file?.projects ?? {}), logs);
  try {
    const [first = [], ...rest] = await Promise.all([
      runChecks([[checkDataDirectory(inspectFolder, environment.dataDirectory)]], limit),
      runChecks([...(await slackGroups(usable, file)), [webhookCheck(environment.webhooks)]], limit),
      runChecks([store.checks], limit),
      runChecks(projectChecks({ environment, dataDirectory, redact, variables }, file), limit),
    ]);
    const unread = file === null ? [unreadProjects] : [];
    return [...usable.findings, ...first, ...findings, ...rest.flat(), ...unread].map((one) => redacted(one, redact));
  } finally {
    await store.close();
  }
}

function webhookCheck(webhooks: UsableEnvironment['environment']['webhooks']): Check {
  return checkWebhooks(webhooks === null ? null : { port: webhooks.port, senders: webhookSenders(webhooks) });
}

async function slackGroups(
  { environment, isSlackUsable }: UsableEnvironment,
  file: Parameters<typeof slackChecks>[1],
): Promise<readonly (readonly Check[])[]> {
  if (environment.slack !== null) return slackChecks(environment.slack, file);
  const verdict = isSlackUsable
    ? warning(
        'No Slack token is set, so `fairlead start` starts the sandbox.',
        'For a workspace of your own see docs/slack-setup.md.',
      )
    : couldNotCheck('The variables of Slack are not in order.');
  return [[{ name: 'slack', run: async () => verdict }]];
}

const unreadProjects: Finding = {
  name: 'projects',
  ...couldNotCheck('Channels, roles, repositories, deployers and health addresses wait for the configuration.'),
};

function redacted(finding: Finding, redact: Redact): Finding {
  return {
    ...finding,
    name: redact(finding.name),
    says: redact(finding.says),
    next: finding.next === null ? null : redact(finding.next),
  };
}
