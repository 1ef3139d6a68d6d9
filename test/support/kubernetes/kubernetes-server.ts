import { type Answer, type Call, FaultyServer } from '#test/support/forges/faulty-server.ts';
import { OpenapiContract } from '#test/support/forges/openapi-contract.ts';
import { merged, type Tree } from './merge-patch.ts';
import { type Manner, podsOf, statusOf } from './rollouts.ts';

const contract = new OpenapiContract('test/support/kubernetes/kubernetes-openapi.json');
const collections: Readonly<Record<string, string>> = {
  deployments: '/apis/apps/v1/namespaces/{namespace}/deployments/',
  services: '/api/v1/namespaces/{namespace}/services/',
  httproutes: '/apis/gateway.networking.k8s.io/v1/namespaces/{namespace}/httproutes/',
};

/** One object as it is kept; its status is made up when it is asked for. */
type Kept = { object: Tree; changedAt: number; before: string | null; manner: Manner };

/**
 * What the deployer needs of a Kubernetes API server: objects with versions and generations, patches that conflict, rollouts that take time, and
 * pods. Each call, each answer and each object after a patch is checked against the published descriptions.
 */
export class KubernetesServer extends FaultyServer {
  readonly objects = new Map<string, Kept>();
  /** Every patch that was carried out: the address, the key and whether it changed the spec. */
  readonly effects: { readonly path: string; readonly change: string; readonly spec: boolean }[] = [];
  token = 'good';
  /** What a rollout that begins from now on is like. */
  manner: Manner = { takes: 0, failure: null, digests: false };
  /** Verbs and resources the token may not use, such as `patch deployments`. */
  forbidden: string[] = [];
  /** What a gateway says of a route; null while it says nothing. */
  gateway: { readonly status: string; readonly message: string } | null = { status: 'True', message: '' };
  /** Runs before a patch is looked at: what somebody else does meanwhile. */
  meanwhile: ((path: string) => void) | null = null;
  #versions = 100;

  constructor() {
    super((call) => this.#answered(call));
  }

  /** Puts an object there from outside. */
  put(collection: keyof typeof collections & string, namespace: string, object: Tree & { metadata: Tree }): void {
    const path = `${collections[collection]?.replace('{namespace}', namespace)}${String(object.metadata.name)}`;
    this.#versions += 1;
    const metadata = { namespace, resourceVersion: String(this.#versions), generation: 1, ...object.metadata };
    this.objects.set(path, {
      object: { ...object, metadata },
      changedAt: 0,
      before: null,
      manner: { takes: 0, failure: null, digests: this.manner.digests },
    });
  }

  /** An object by its name, as it is kept. */
  object(collection: keyof typeof collections & string, name: string, namespace = 'production'): Tree {
    return this.objects.get(`${collections[collection]?.replace('{namespace}', namespace)}${name}`)?.object ?? {};
  }

  /** Changes that were made under a key. */
  changes(key: string): readonly string[] {
    return this.effects
      .filter(({ change }) => change.startsWith(`${key}#`))
      .map(({ change, path }) => `${path.split('/').slice(-2).join('/')} ${change.slice(key.length)}`);
  }

  #answered(call: Call): Answer {
    if (call.headers.authorization !== `Bearer ${this.token}`) return refusal(401, 'Unauthorized');
    this.#note(call, contract.problemsWithCall(call));
    if (call.method === 'POST' && this.violations.length > 0) return refusal(400, 'The body is not as described.');
    const answer = this.#route(call);
    this.#note(call, contract.problemsWithAnswer(call, answer.status, answer.body));
    return answer;
  }

  #note({ method, path }: Call, problems: readonly string[]): void {
    this.violations.push(...problems.map((what) => `${method} ${path}: ${what}`));
  }

  #route(call: Call): Answer {
    if (call.path === '/version') return { status: 200, body: contract.sample('io.k8s.apimachinery.pkg.version.Info') };
    if (call.path.endsWith('/selfsubjectaccessreviews')) return this.#review(JSON.parse(call.body.toString()) as Tree);
    const [, namespace] = /^\/api\/v1\/namespaces\/([^/]+)\/pods$/.exec(call.path) ?? [];
    if (namespace !== undefined) return this.#pods(namespace, call.query.get('labelSelector') ?? '');
    const verb = call.method === 'GET' ? 'get' : 'patch';
    const resource = call.path.split('/').at(-2) ?? '';
    if (this.forbidden.includes(`${verb} ${resource}`)) return refusal(403, `${resource} is forbidden: cannot ${verb}`);
    if (verb === 'patch') this.meanwhile?.(call.path);
    const kept = this.objects.get(call.path);
    if (kept === undefined) return refusal(404, `${resource} "${call.path.split('/').at(-1)}" not found`);
    return verb === 'get' ? { status: 200, body: this.#shown(kept) } : this.#patch(call, kept);
  }

  #patch(call: Call, kept: Kept): Answer {
    const body = JSON.parse(call.body.toString()) as Tree & { metadata?: Tree };
    const metadata = kept.object.metadata as Tree;
    const version = body.metadata?.resourceVersion;
    if (version !== undefined && version !== metadata.resourceVersion)
      return refusal(409, 'the object has been modified');
    const object = merged(kept.object, body, call.contentType.startsWith('application/strategic')) as Tree;
    const image = JSON.stringify(object).match(/"image":"([^"]*)"/)?.[1] ?? '';
    if (/\s|::/.test(image)) return refusal(422, `Invalid value: "${image}": invalid reference format`);
    const isOfSpec = JSON.stringify(object.spec) !== JSON.stringify(kept.object.spec);
    const isOfTemplate =
      JSON.stringify((object.spec as Tree).template) !== JSON.stringify((kept.object.spec as Tree).template);
    this.#versions += 1;
    const now = object.metadata as Tree;
    const generation = Number(metadata.generation) + (isOfSpec ? 1 : 0);
    if (isOfTemplate) Object.assign(kept, { changedAt: Date.now(), manner: this.manner, before: imageOf(kept.object) });
    kept.object = { ...object, metadata: { ...now, resourceVersion: String(this.#versions), generation } };
    const change = String((now.annotations as Tree | undefined)?.['fairlead/change'] ?? '');
    if ((body.metadata?.annotations as Tree | undefined)?.['fairlead/change'] !== undefined)
      this.effects.push({ path: call.path, change, spec: isOfSpec });
    const described = { ...call, method: 'GET', body: Buffer.alloc(0) };
    this.#note(call, contract.problemsWithAnswer(described, 200, this.#shown(kept)));
    return { status: 200, body: this.#shown(kept) };
  }

  #shown(kept: Kept): Tree {
    const { object } = kept;
    const { generation } = object.metadata as Tree;
    if (object.kind === 'Deployment') return { ...object, status: statusOf(object, kept) };
    if (object.kind !== 'HTTPRoute' || this.gateway === null) return object;
    const condition = {
      type: 'Accepted',
      reason: 'Accepted',
      observedGeneration: generation,
      lastTransitionTime: '2026-11-21T10:00:00Z',
      ...this.gateway,
    };
    const parent = { parentRef: { name: 'front' }, controllerName: 'example.com/gateway', conditions: [condition] };
    return { ...object, status: { parents: [parent] } };
  }

  #pods(namespace: string, selector: string): Answer {
    const start = collections.deployments?.replace('{namespace}', namespace) ?? '';
    const own = [...this.objects].filter(([path]) => path.startsWith(start)).map(([, kept]) => kept);
    const labels = (object: Tree) =>
      ((object.spec as Tree).selector as { matchLabels: Record<string, string> }).matchLabels;
    const shown = own.filter(({ object }) =>
      selector.split(',').every((one) => labels(object)[one.split('=')[0] ?? ''] === one.split('=')[1]),
    );
    const items = shown.flatMap((kept) => podsOf(kept.object, kept));
    return { status: 200, body: { kind: 'PodList', apiVersion: 'v1', metadata: {}, items } };
  }

  #review(body: Tree): Answer {
    const { resourceAttributes } = body.spec as { resourceAttributes: Record<string, string> };
    const asked = `${resourceAttributes.verb} ${resourceAttributes.resource}`;
    return { status: 201, body: { ...body, status: { allowed: !this.forbidden.includes(asked) } } };
  }
}

function imageOf(object: Tree): string {
  return JSON.stringify(object).match(/"image":"([^"]*)"/)?.[1] ?? '';
}

function refusal(status: number, message: string): Answer {
  return { status, body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code: status } };
}
