import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Millis } from '../ids.ts';
import { ArgoCdConfig } from './argo-cd-config.ts';
import { GithubActionsConfig, GitlabCiConfig, JenkinsConfig, SpinnakerConfig } from './ci-deployer-config.ts';
import { EcsConfig } from './ecs-config.ts';
import { haproxyConfig } from './haproxy-config.ts';
import { KubernetesConfig } from './kubernetes-config.ts';

/**
 * A program and its arguments, never a shell line. `{version}`, `{previous}`, `{service}`, `{environment}`, `{commit}` and `{key}`
 * (the idempotency key) are filled in inside an argument; nothing is ever split or expanded again.
 */
export const CommandLine = z.array(z.string().min(1)).min(1);
export type CommandLine = z.infer<typeof CommandLine>;

/** Brings a service to a version by running a program on the worker; `status` prints what runs and serves as the probe. */
export const CommandDeployerConfig = z.strictObject({
  kind: z.literal('command').describe('Which deployer it is.'),
  deploy: CommandLine.describe('Brings the service to {version}.'),
  status: CommandLine.optional().describe('Prints the running version on its first line; nothing when none runs.'),
  remove: CommandLine.optional().describe('Takes the service away: the way back from a first deployment.'),
  cancel: z
    .boolean()
    .optional()
    .describe(
      'Whether a run is ended (SIGTERM, 5 s later SIGKILL) when its release is taken back; it is waited for otherwise.',
    ),
  timeout: Duration.default(900_000).describe('Longest time one deployment may take.'),
});
export type CommandDeployerConfig = z.infer<typeof CommandDeployerConfig>;

/** Brings a service to a version over HTTP; the protocol is in docs/http-deployer.md. */
export const HttpDeployerConfig = z.strictObject({
  kind: z.literal('http').describe('Which deployer it is.'),
  url: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .describe('Base address of the deployer.'),
  tokenEnv: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable, such as DEPLOYER_TOKEN')
    .optional()
    .describe('Environment variable that holds the bearer token.'),
  timeout: Duration.default(900_000).describe('Longest time one deployment may take.'),
});
export type HttpDeployerConfig = z.infer<typeof HttpDeployerConfig>;

/** Moves traffic by HAProxy between two sides that other deployers bring versions to. */
export const HaproxyConfig = haproxyConfig({
  side: z.discriminatedUnion('kind', [CommandDeployerConfig, HttpDeployerConfig]),
  drain: Duration.default(30_000),
  timeout: Duration.default(900_000),
});
export type HaproxyConfig = z.infer<typeof HaproxyConfig>;

/** One schema per deployer; adding one is a line here and an adapter. */
export const DeployerConfig = z.discriminatedUnion('kind', [
  CommandDeployerConfig,
  HttpDeployerConfig,
  GithubActionsConfig,
  GitlabCiConfig,
  JenkinsConfig,
  SpinnakerConfig,
  KubernetesConfig,
  ArgoCdConfig,
  EcsConfig,
  HaproxyConfig,
]);
export type DeployerConfig = z.infer<typeof DeployerConfig>;

/** The same inside a plan, where durations are milliseconds already. */
export const PlannedDeployer = z.discriminatedUnion('kind', [
  CommandDeployerConfig.extend({ timeout: Millis }),
  HttpDeployerConfig.extend({ timeout: Millis }),
  GithubActionsConfig.extend({ timeout: Millis }),
  GitlabCiConfig.extend({ timeout: Millis }),
  JenkinsConfig.extend({ timeout: Millis }),
  SpinnakerConfig.extend({ timeout: Millis }),
  KubernetesConfig.extend({ timeout: Millis }),
  ArgoCdConfig.extend({ timeout: Millis }),
  EcsConfig.extend({ timeout: Millis }),
  haproxyConfig({
    side: z.discriminatedUnion('kind', [
      CommandDeployerConfig.extend({ timeout: Millis }),
      HttpDeployerConfig.extend({ timeout: Millis }),
    ]),
    drain: Millis,
    timeout: Millis,
  }),
]);
