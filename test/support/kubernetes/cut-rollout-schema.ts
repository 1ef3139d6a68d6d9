import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Cuts what Fairlead uses out of the published schema of an Argo Rollout: `node dist/test/support/kubernetes/cut-rollout-schema.js Rollout.js`, of the
 * package `@kubernetes-models/argo-rollouts` 0.3.2 (argoproj.io/v1alpha1), which is made from Argo's manifests/crds/rollout-crd.yaml. Of pods only
 * the containers' names and images are kept, and of analyses and traffic routers nothing. Fields that are not described are
 * refused, as the API server does with strict field validation.
 */
type Tree = { [key: string]: unknown };

/** Parts that may hold anything, by the end of their address. */
const open = [
  'analysis',
  'prePromotionAnalysis',
  'postPromotionAnalysis',
  'experiment',
  'trafficRouting',
  'antiAffinity',
  'alb',
];
const loose = { type: 'object' };
const named = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, image: { type: 'string' } },
};
const pods = { type: 'object', required: ['containers'], properties: { containers: { type: 'array', items: named } } };

const [file = ''] = process.argv.slice(2);
const rollout = JSON.parse(/const schema = (\{[\s\S]*?\n\});/.exec(readFileSync(file, 'utf8'))?.[1] ?? '') as Tree;
const metadata = {
  type: 'object',
  required: ['name', 'resourceVersion'],
  properties: {
    name: { type: 'string' },
    namespace: { type: 'string' },
    resourceVersion: { type: 'string' },
    generation: { type: 'integer' },
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
  },
};
const schema = cut(rollout) as { properties: Tree };
schema.properties.metadata = metadata;
(schema.properties.spec as { properties: Tree }).properties.template = {
  type: 'object',
  properties: { metadata: loose, spec: pods },
};

const parameters = ['namespace', 'name'].map((name) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
}));
const responses = { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Rollout' } } } } };
const patch = { parameters, requestBody: { content: { 'application/merge-patch+json': { schema: {} } } }, responses };
const path = '/apis/argoproj.io/v1alpha1/namespaces/{namespace}/rollouts/{name}';
const paths = { [path]: { get: { parameters, responses }, patch }, [`${path}/status`]: { patch } };
const source =
  '@kubernetes-models/argo-rollouts 0.3.2, Rollout of argoproj.io/v1alpha1 (MIT; of argo-rollouts, Apache-2.0)';
writeFileSync(
  'test/support/kubernetes/rollout-openapi.json',
  `${JSON.stringify({ source, paths, components: { schemas: { Rollout: schema } } }, null, 2)}\n`,
);

/** Without prose; an object with described fields has no others. */
function cut(part: unknown, areNames = false): unknown {
  if (Array.isArray(part)) return part.map((each) => cut(each));
  if (typeof part !== 'object' || part === null) return part;
  const tree = Object.fromEntries(
    Object.entries(part)
      .filter(([key]) => areNames || !/^(?:description|x-.*|format)$/.test(key))
      .map(([key, value]) => [key, areNames && open.includes(key) ? {} : cut(value, key === 'properties')]),
  );
  return !areNames && 'properties' in tree && Object.keys(tree.properties as Tree).length > 0
    ? { ...tree, additionalProperties: false }
    : tree;
}
