import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import type { SandboxSlack, SlackOptions } from '#sandbox/slack/slack-options.ts';
import { aFolder, aRemote, type Remote } from '#test/adapters/git/a-remote.ts';
import { type DeployTarget, startDeployTarget } from '#test/support/deploy-target.ts';
import { appToken, botToken, startWorkspace } from '#test/support/slack-workspace.ts';
import { doctor } from '../../../bin/doctor/doctor.ts';
import { startPrivateRedis } from '../../../bin/redis/private-redis.ts';
import { redisServer } from '../../../bin/redis/provide-redis.ts';

/** A Redis of a test's own. Later lines of its configuration win, so `settings` may spoil what is right. */
export async function aRedis(settings: readonly string[] = [], password?: string): Promise<string> {
  const server = await redisServer({ say: console.log });
  const more = password === undefined ? {} : { password };
  const redis = await startPrivateRedis({ server, folder: aFolder(), settings, say: () => undefined, ...more });
  onTestFinished(() => redis.stop());
  return redis.url;
}

/** A health address that answers with a status which a test may change. */
export async function aHealthAddress(): Promise<{ readonly url: string; status: number }> {
  const address = { url: '', status: 200 };
  const server = createServer((_request, response) => response.writeHead(address.status).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  address.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return address;
}

/** One project with one service, and everything it stands on, all in order. */
export type DoctorWorld = {
  readonly slack: SandboxSlack;
  readonly remote: Remote;
  readonly target: DeployTarget;
  readonly health: { readonly url: string; status: number };
  readonly configFile: string;
  readonly variables: Record<string, string | undefined>;
  /** The file as an object, to be changed; written again at each run. */
  readonly config: ReturnType<typeof configOf>;
  /** Runs `fairlead doctor`: its exit code and its lines. */
  run(...args: string[]): Promise<{ readonly code: number; readonly lines: readonly string[] }>;
};

/** Starts it; everything ends with the test. */
export async function startDoctorWorld(
  options: { readonly slack?: Partial<SlackOptions>; readonly redisUrl?: string } = {},
): Promise<DoctorWorld> {
  const slack = await startWorkspace(options.slack);
  onTestFinished(() => slack.stop());
  const target = await startDeployTarget();
  onTestFinished(() => target.close());
  const health = await aHealthAddress();
  const remote = aRemote();
  remote.git('tag', 'v1.4.2');
  const folder = aFolder();
  const configFile = join(folder, 'fairlead.yml');
  const config = configOf(remote.url, target.url, health.url);
  const variables: DoctorWorld['variables'] = {
    PATH: process.env.PATH,
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: slack.apiUrl,
    REDIS_URL: options.redisUrl ?? (await aRedis()),
    FAIRLEAD_CONFIG: configFile,
    FAIRLEAD_DATA: join(folder, 'data'),
  };
  return {
    slack,
    remote,
    target,
    health,
    configFile,
    config,
    variables,
    async run(...args) {
      writeFileSync(configFile, stringify(config));
      const said: string[] = [];
      const code = await doctor(args, variables, (line) => void said.push(line));
      return { code, lines: said.join('\n').split('\n') };
    },
  };
}

function configOf(url: string, platform: string, health: string) {
  const deployer: Record<string, unknown> = { kind: 'http', url: platform };
  const repository: Record<string, unknown> = { url, branch: 'main' };
  return {
    version: 1,
    roles: { qa: { users: ['U0MIRA'], groups: ['S0LEADS'] } } as Record<string, { users: string[]; groups: string[] }>,
    projects: {
      shop: {
        repository,
        channel: 'C0RELEASES',
        versionFiles: ['package.json', 'services/api/VERSION'],
        services: { api: { deployer, health: { url: health } } },
        environments: [{ name: 'staging', approvals: [{ roles: ['qa'] }] }],
      },
    },
  };
}
