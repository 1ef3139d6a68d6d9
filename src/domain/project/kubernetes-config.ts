import { z } from 'zod';
import { Duration } from '../duration.ts';
import { VersionedImage } from './versioned-image.ts';

/** A name of a Kubernetes object (RFC 1123 label), in which `{service}` and `{environment}` are filled in. */
const objectName = z
  .string()
  .regex(
    /^(?:[a-z0-9.-]|\{service\}|\{environment\})+$/,
    'expected lower-case letters, digits, dashes, {service} and {environment}',
  );

/** Shares of the traffic, by the weights of an HTTPRoute. */
const RouteTraffic = z.strictObject({
  by: z.literal('route').describe('Shares of the traffic, by the weights of an HTTPRoute (canary).'),
  second: objectName.describe('Deployment of the version that gets a share.'),
  route: objectName.describe('HTTPRoute whose rules name both Services.'),
  stable: objectName.describe('Service in front of `deployment`.'),
  canary: objectName.describe('Service in front of `second`.'),
  turns: z
    .boolean()
    .default(false)
    .describe('Whether the two take turns: neither is the main one, and one can be idle as well (blue-green).'),
});

/** Two sides, of which the selector of a Service picks one. */
const SelectorTraffic = z.strictObject({
  by: z.literal('selector').describe('All of the traffic at once, by the selector of a Service (blue-green).'),
  second: objectName.describe('Deployment of the other side.'),
  service: objectName.describe('Service whose selector is that of the live side.'),
});

/** Argo Rollouts moves the traffic, as the strategy in the Rollout says. */
const RolloutTraffic = z.strictObject({
  by: z.literal('rollout').describe('Traffic is moved by Argo Rollouts; `deployment` is the name of a Rollout.'),
  strategy: z
    .enum(['canary', 'rolling', 'blue-green'])
    .describe(
      'Strategy in the Rollout: `canary` gives shares, `rolling` is a canary without `trafficRouting` that replaces pods in batches, `blue-green` gives an idle side.',
    ),
});

/** Brings a service to a version by setting the image of a Deployment over the Kubernetes API. */
export const KubernetesConfig = z.strictObject({
  kind: z.literal('kubernetes').describe('Which deployer it is.'),
  apiUrl: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .default('https://kubernetes.default.svc')
    .describe('Address of the API server; that of the cluster Fairlead runs in, when left out.'),
  tokenEnv: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable, such as DEPLOYER_TOKEN')
    .optional()
    .describe('Environment variable that holds the token; `tokenFile` is read when left out.'),
  tokenFile: z
    .string()
    .min(1)
    .default('/var/run/secrets/kubernetes.io/serviceaccount/token')
    .describe('File that holds the token, read at each call.'),
  caFile: z
    .string()
    .min(1)
    .optional()
    .describe('File with the certificates the API server is vouched for by (PEM); those of Node.js when left out.'),
  namespace: objectName.default('default').describe('Namespace of the objects.'),
  deployment: objectName.default('{service}').describe('Deployment whose image is set.'),
  container: objectName.default('{service}').describe('Container of its pods.'),
  image: VersionedImage,
  traffic: z
    .discriminatedUnion('by', [RouteTraffic, SelectorTraffic, RolloutTraffic])
    .optional()
    .describe('How traffic is moved; only whole deployments when left out.'),
  timeout: Duration.default(900_000).describe('Longest time one deployment may take.'),
});
export type KubernetesConfig = z.infer<typeof KubernetesConfig>;
