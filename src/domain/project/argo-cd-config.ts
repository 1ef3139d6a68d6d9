import { z } from 'zod';
import { Duration } from '../duration.ts';
import { ofVersion } from './of-version.ts';

/** A name in which `{service}` and `{environment}` are filled in. */
const name = z
  .string()
  .regex(
    /^(?:[a-z0-9.-]|\{service\}|\{environment\})+$/,
    'expected lower-case letters, digits, dashes, {service} and {environment}',
  );

const parameterName = z.string().regex(/^[^\s{}=]+$/, 'expected the name of a Helm parameter, such as image.tag');

const ByRevision = z.strictObject({
  by: z.literal('revision').describe('The version is a revision in git: a tag, a branch or the version of a chart.'),
  value: ofVersion.default('v{version}').describe('Revision of a version.'),
});

const ByHelm = z.strictObject({
  by: z.literal('helm').describe('The version is the value of a Helm parameter.'),
  parameter: parameterName.default('image.tag').describe('Parameter that is set.'),
  value: ofVersion.default('{version}').describe('Its value for a version.'),
  remove: z
    .strictObject({
      parameter: parameterName.describe('Parameter that takes the service away, such as `replicaCount`.'),
      value: z.string().describe('Its value then; the parameter is taken out again by the next deployment.'),
    })
    .optional()
    .describe('How the service is taken away; it cannot be when left out.'),
});

const ByKustomize = z.strictObject({
  by: z.literal('kustomize').describe('The version is the tag of an image that Kustomize replaces.'),
  image: z
    .string()
    .regex(/^(?:[^\s{}=@]|\{service\}|\{environment\})+$/, 'expected the name of an image without its tag')
    .describe('Image without its tag, as the manifests name it.'),
  value: ofVersion.default('{version}').describe('Its tag for a version.'),
});

/** Brings a service to a version by syncing an Argo CD Application. */
export const ArgoCdConfig = z.strictObject({
  kind: z.literal('argo-cd').describe('Which deployer it is.'),
  url: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .describe('Address of Argo CD, with its path where it has one.'),
  tokenEnv: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable, such as DEPLOYER_TOKEN')
    .default('ARGOCD_AUTH_TOKEN')
    .describe('Environment variable that holds the token of an account.'),
  application: name.default('{service}-{environment}').describe('Application that is synced, without automated sync.'),
  set: z
    .discriminatedUnion('by', [ByRevision, ByHelm, ByKustomize])
    .default({ by: 'revision', value: 'v{version}' })
    .describe('What of the Application is set to the version; its revision, to `v{version}`, when left out.'),
  image: ofVersion
    .optional()
    .describe('Image of a version, such as `registry.example/{service}:{version}`, by which is told what runs.'),
  prune: z.boolean().default(false).describe('Whether a sync deletes what is no longer in git.'),
  timeout: Duration.default(1_800_000).describe('Longest time one deployment may take.'),
});
export type ArgoCdConfig = z.infer<typeof ArgoCdConfig>;
