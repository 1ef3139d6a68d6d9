import { z } from 'zod';
import { Duration } from '../duration.ts';
import { VersionedImage } from './versioned-image.ts';

const name = z
  .string()
  .regex(
    /^(?:[A-Za-z0-9_-]|\{service\}|\{environment\})+$/,
    'expected letters, digits, dashes, underscores, {service} and {environment}',
  );
const variable = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable, such as AWS_ACCESS_KEY_ID');

/** Brings a service to a version by a new task definition of an Amazon ECS service. */
export const EcsConfig = z.strictObject({
  kind: z.literal('ecs').describe('Which deployer it is.'),
  region: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'expected the name of a region, such as eu-central-1')
    .describe('Region of the cluster.'),
  cluster: name.default('default').describe('Name of the cluster.'),
  service: name.default('{service}').describe('Name of the ECS service.'),
  container: name.default('{service}').describe('Container of its task definition whose image is set.'),
  image: VersionedImage,
  endpoint: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .optional()
    .describe('Address of the API; that of the region when left out.'),
  accessKeyEnv: variable.default('AWS_ACCESS_KEY_ID').describe('Environment variable that holds the access key.'),
  secretKeyEnv: variable
    .default('AWS_SECRET_ACCESS_KEY')
    .describe('Environment variable that holds the secret access key.'),
  sessionTokenEnv: variable
    .default('AWS_SESSION_TOKEN')
    .describe('Environment variable that holds the session token of temporary credentials; it may be unset.'),
  timeout: Duration.default(1_800_000).describe('Longest time one deployment may take.'),
});
export type EcsConfig = z.infer<typeof EcsConfig>;
