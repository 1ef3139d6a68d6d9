import { z } from 'zod';
import { Duration } from '../duration.ts';
import { stageAbilities } from '../plan/stage.ts';
import { ofVersion } from './of-version.ts';

const tokenEnv = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable, such as DEPLOYER_TOKEN');
const address = z.url({ protocol: /^https?$/, error: 'expected an http or https address' });

/** What a CI system is told of a deployment, by the name it has there. Placeholders are filled in, nothing is expanded again. */
const told = z
  .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]*$/, 'expected letters, digits, dashes and underscores'), z.string())
  .refine((values) => Object.keys(values).length <= 25, 'expected at most 25');

const common = {
  remove: z.boolean().default(false).describe('Whether it takes a service away when {action} is `remove`.'),
  stages: z
    .array(z.enum(stageAbilities))
    .default([])
    .describe('Stages it can do, told by {stage} and {percent}: `share`, `instances`, `idle`.'),
  cancel: z
    .boolean()
    .default(true)
    .describe(
      'Whether a run is cancelled when its release is taken back or it takes too long; it is waited for otherwise.',
    ),
  timeout: Duration.default(1_800_000).describe('Longest time one deployment may take.'),
};

/** Placeholders of what a CI system is told. */
export const ciPlaceholders = [
  'version',
  'previous',
  'service',
  'environment',
  'commit',
  'key',
  'action',
  'stage',
  'percent',
  'count',
] as const;

/** Placeholders of what is one for each service in each environment: the name of a GitLab environment, an address. */
export const placePlaceholders = ['service', 'environment'] as const;

const environments = z.array(z.string().min(1));

/** Brings a service to a version by a run of a GitHub Actions workflow. */
export const GithubActionsConfig = z.strictObject({
  kind: z.literal('github-actions').describe('Which deployer it is.'),
  repository: z
    .string()
    .regex(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/, 'expected owner/name')
    .describe('Repository of the workflow.'),
  workflow: z
    .string()
    .regex(/^[A-Za-z0-9._-]+\.ya?ml$/, 'expected the name of a file, such as deploy.yml')
    .describe('File name of the workflow, which has a `workflow_dispatch` trigger.'),
  ref: z.string().min(1).default('main').describe('Branch or tag the workflow is taken from.'),
  tokenEnv: tokenEnv.default('GITHUB_TOKEN').describe('Environment variable that holds the token.'),
  apiUrl: address
    .default('https://api.github.com')
    .describe('Address of the API; `https://host/api/v3` of an enterprise server.'),
  inputs: told
    .default({ service: '{service}', environment: '{environment}', version: '{version}', key: '{key}' })
    .describe(
      'Inputs of the workflow; `service`, `environment`, `version` and `key` when left out. One holds {key}, which the `run-name` of the workflow repeats.',
    ),
  deployments: z
    .boolean()
    .default(true)
    .describe('Whether GitHub Deployments are written, and read to tell what runs.'),
  environmentUrl: z
    .string()
    .regex(/^https?:\/\//, 'expected an http or https address')
    .optional()
    .describe('Address GitHub Deployments lead to, such as `https://{environment}.shop.example/{service}`.'),
  productionEnvironments: environments
    .default(['production'])
    .describe('Environments whose GitHub Deployments are marked as production; `production` when left out.'),
  transientEnvironments: environments
    .default([])
    .describe('Environments that do not stay, whose GitHub Deployments are marked as transient.'),
  ...common,
});
export type GithubActionsConfig = z.infer<typeof GithubActionsConfig>;

/** Brings a service to a version by a pipeline of GitLab CI. */
export const GitlabCiConfig = z.strictObject({
  kind: z.literal('gitlab-ci').describe('Which deployer it is.'),
  project: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$|^\d+$/, 'expected group/name')
    .describe('Path or number of the project whose pipeline deploys.'),
  ref: z.string().min(1).default('main').describe('Branch or tag the pipeline runs on.'),
  tokenEnv: tokenEnv.default('GITLAB_TOKEN').describe('Environment variable that holds the token.'),
  url: address.default('https://gitlab.com').describe('Address of GitLab, with its path where it has one.'),
  variables: told
    .default({ SERVICE: '{service}', ENVIRONMENT: '{environment}', VERSION: '{version}', DEPLOY_KEY: '{key}' })
    .describe(
      'Variables of the pipeline; `SERVICE`, `ENVIRONMENT`, `VERSION` and `DEPLOY_KEY` when left out. One holds {key}.',
    ),
  environment: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the GitLab environment, such as `{environment}/{service}`; its deployments tell what runs.'),
  deployments: z
    .boolean()
    .default(false)
    .describe(
      'Whether Fairlead writes the deployments of the GitLab environment, for a pipeline of which no job names an `environment`.',
    ),
  deploymentTag: ofVersion
    .default('v{version}')
    .describe('Tag that the deployments Fairlead writes are of, and by which is told what runs.'),
  ...common,
});
export type GitlabCiConfig = z.infer<typeof GitlabCiConfig>;

/** Brings a service to a version by a build of a Jenkins job. */
export const JenkinsConfig = z.strictObject({
  kind: z.literal('jenkins').describe('Which deployer it is.'),
  url: address.describe('Address of Jenkins, with its path where it has one.'),
  job: z
    .string()
    .regex(/^[^/?#]+(\/[^/?#]+)*$/, 'expected the names of folders and job, such as shop/deploy')
    .describe('Folders and name of the job, which is parameterized.'),
  user: z.string().min(1).describe('Name of the user that the token belongs to.'),
  tokenEnv: tokenEnv.default('JENKINS_TOKEN').describe("Environment variable that holds the user's API token."),
  parameters: told
    .default({ SERVICE: '{service}', ENVIRONMENT: '{environment}', VERSION: '{version}', DEPLOY_KEY: '{key}' })
    .describe(
      'Parameters of the job; `SERVICE`, `ENVIRONMENT`, `VERSION` and `DEPLOY_KEY` when left out. One is {key} and nothing else.',
    ),
  ...common,
});
export type JenkinsConfig = z.infer<typeof JenkinsConfig>;

/** Brings a service to a version by an execution of a Spinnaker pipeline. */
export const SpinnakerConfig = z.strictObject({
  kind: z.literal('spinnaker').describe('Which deployer it is.'),
  url: address.describe('Address of Gate, with its path where it has one.'),
  application: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/, 'expected the name of an application, such as shop')
    .describe('Application of the pipeline.'),
  pipeline: z.string().min(1).describe('Name of the pipeline.'),
  user: z
    .string()
    .min(1)
    .optional()
    .describe('User the token is the password of (basic authentication); a bearer token when left out.'),
  tokenEnv: tokenEnv.default('SPINNAKER_TOKEN').describe('Environment variable that holds the token.'),
  deckUrl: address.optional().describe('Address of Deck, which links lead to; to Gate when left out.'),
  parameters: told
    .default({ service: '{service}', environment: '{environment}', version: '{version}', key: '{key}' })
    .describe(
      'Parameters of the pipeline; `service`, `environment`, `version` and `key` when left out. One holds {key}.',
    ),
  ...common,
});
export type SpinnakerConfig = z.infer<typeof SpinnakerConfig>;
