import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/**
 * Cuts what Fairlead uses out of Kubernetes' published OpenAPI description and Gateway API's published schema of an HTTPRoute:
 * `node dist/test/support/kubernetes/cut-kubernetes-openapi.js swagger-1.13.json.gz HTTPRoute.js`, of the packages `kubernetes-client` 9.0.0
 * (lib/specs) and `@kubernetes-models/gateway-api` 0.5.1 (gateway.networking.k8s.io/v1). What Fairlead uses
 * is the same in later versions. Fields that are not described are refused, as the API server does with strict field validation.
 */
const kept: Readonly<Record<string, readonly string[]>> = {
  '/version/': ['get'],
  '/apis/apps/v1/namespaces/{namespace}/deployments/{name}': ['get', 'patch'],
  '/api/v1/namespaces/{namespace}/services/{name}': ['get', 'patch'],
  '/api/v1/namespaces/{namespace}/pods': ['get'],
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': ['post'],
};

type Tree = { [key: string]: unknown };

const prose = new Set('description example tags schemes operationId externalDocs'.split(' '));
const [swaggerFile = '', routeFile = ''] = process.argv.slice(2);
const swagger = JSON.parse(gunzipSync(readFileSync(swaggerFile)).toString()) as {
  readonly info: Tree;
  readonly paths: { readonly [route: string]: Tree };
  readonly definitions: Tree;
};
const route = JSON.parse(/const schema = (\{[\s\S]*?\n\});/.exec(readFileSync(routeFile, 'utf8'))?.[1] ?? '') as Tree;

const paths: Tree = {};
for (const [address, methods] of Object.entries(kept)) {
  const operations = swagger.paths[address] as Tree;
  const described = methods.map((method) => [method, operationOf(operations, method)]);
  paths[address.replace(/(?<=.)\/$/, '')] = Object.fromEntries(described);
}
// A custom object is served like every other one, except that a strategic merge patch is refused (Kubernetes, "Custom Resources").
const deployments = paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'] as { get: Tree; patch: Tree };
const answered = { 200: { content: { 'application/json': { schema: reference('HTTPRoute') } } } };
paths['/apis/gateway.networking.k8s.io/v1/namespaces/{namespace}/httproutes/{name}'] = {
  get: { ...deployments.get, responses: answered },
  patch: {
    ...deployments.patch,
    requestBody: { content: { 'application/merge-patch+json': { schema: {} } } },
    responses: answered,
  },
};

const schemas: Tree = { HTTPRoute: cleaned(route) };
const waiting = [...referencesIn(paths), ...referencesIn(schemas)];
for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
  if (name in schemas) continue;
  schemas[name] = /IntOrString$|\.Patch$/.test(name) ? {} : cleaned(swagger.definitions[name]);
  waiting.push(...referencesIn(schemas[name]));
}
const source = `kubernetes-client 9.0.0, lib/specs/swagger-1.13.json.gz (${String(swagger.info.version)}, MIT); @kubernetes-models/gateway-api 0.5.1, HTTPRoute of gateway.networking.k8s.io/v1 (MIT)`;
writeFileSync(
  'test/support/kubernetes/kubernetes-openapi.json',
  `${JSON.stringify({ source, paths, components: { schemas } }, null, 2)}\n`,
);

/** An operation of OpenAPI 2 in the form of OpenAPI 3. */
function operationOf(operations: Tree, method: string): Tree {
  const {
    consumes,
    parameters = [],
    responses,
  } = operations[method] as {
    consumes: readonly string[];
    parameters?: readonly Tree[];
    responses: { readonly [status: string]: Tree };
  };
  const all = [...((operations.parameters ?? []) as readonly Tree[]), ...parameters];
  const body = all.find((one) => one.in === 'body');
  const types = consumes.map((type) => (type === '*/*' ? 'application/json' : type));
  const content = (schema: unknown, of: readonly string[]) =>
    Object.fromEntries(of.map((type) => [type, { schema: cleaned(schema) }]));
  return {
    parameters: all
      .filter((one) => one.in !== 'body')
      .map((one) => ({ name: one.name, in: one.in, required: one.in === 'path', schema: { type: one.type } })),
    ...(body === undefined ? {} : { requestBody: { content: content(inlined(body.schema), types) } }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { schema }]) => [
        status,
        schema === undefined ? {} : { content: content(schema, ['application/json']) },
      ]),
    ),
  };
}

/** The schema of a body itself, so that its fields can be seen; that of a patch says nothing. */
function inlined(schema: unknown): unknown {
  const name = String((schema as Tree).$ref).replace('#/definitions/', '');
  return name.endsWith('.Patch') ? {} : swagger.definitions[name];
}

/** Without prose and with references into the new file; an object with described fields has no others. */
function cleaned(part: unknown, areNames = false): unknown {
  if (Array.isArray(part)) return part.map((each) => cleaned(each));
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).filter(([key]) => areNames || !(prose.has(key) || key.startsWith('x-')));
  const tree = Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? reference(value.replace(/^#\/definitions\/|#$/g, '')).$ref
        : cleaned(value, key === 'properties'),
    ]),
  );
  return !areNames && 'properties' in tree ? { ...tree, additionalProperties: false } : tree;
}

function reference(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

function referencesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value.split('/').at(-1) ?? ''] : referencesIn(value),
  );
}
