import { type Answer, type Call, FaultyServer } from '#test/support/forges/faulty-server.ts';
import { OpenapiContract } from '#test/support/forges/openapi-contract.ts';
import { healthyStatus, type KeptRollout, reconcile, rolloutPods } from './argo-controller.ts';
import { merged, type Tree } from './merge-patch.ts';
import type { Manner } from './rollouts.ts';

const rollouts = new OpenapiContract('test/support/kubernetes/rollout-openapi.json');
const cluster = new OpenapiContract('test/support/kubernetes/kubernetes-openapi.json');

/**
 * What the deployer needs of an API server with Argo Rollouts: Rollouts whose status is a subresource, patches that conflict, and a controller behind
 * them. Each call, each answer and each object after a patch is checked against the published schema.
 */
export class RolloutsServer extends FaultyServer {
  readonly kept = new Map<string, KeptRollout>();
  /** Every patch that was carried out, as what it did: `change` (of image or count), `marks`, `promote`, `promote-full`, `abort`. */
  readonly effects: { readonly key: string; readonly did: string }[] = [];
  /** What an update that begins from now on is like. */
  manner: Manner = { takes: 0, failure: null, digests: false };
  forbidden: string[] = [];
  #versions = 100;

  constructor() {
    super((call) => this.#answered(call));
  }

  /** Puts a Rollout there from outside, which runs its template. */
  put(namespace: string, object: Tree & { metadata: Tree }): void {
    this.#versions += 1;
    const metadata = { namespace, resourceVersion: String(this.#versions), generation: 1, ...object.metadata };
    const kept: KeptRollout = {
      object: { ...object, metadata, status: healthyStatus(object) },
      changedAt: 0,
      manner: this.manner,
      old: null,
      images: new Map(),
    };
    reconcile(kept);
    this.kept.set(`${namespace}/${String(object.metadata.name)}`, kept);
  }

  /** What was done under a key, in order. */
  done(key: string): readonly string[] {
    return this.effects.filter((effect) => effect.key === key).map(({ did }) => did);
  }

  /** The status of the api in production, after the controller has looked. */
  status(): Tree {
    const kept = this.kept.get('production/api');
    if (kept === undefined) return {};
    reconcile(kept);
    return kept.object.status as Tree;
  }

  #answered(call: Call): Answer {
    const contract = call.path.includes('/argoproj.io/') ? rollouts : cluster;
    this.#note(call, contract.problemsWithCall(call));
    const answer = this.#route(call);
    this.#note(call, contract.problemsWithAnswer(call, answer.status, answer.body));
    return answer;
  }

  #note({ method, path }: Call, problems: readonly string[]): void {
    this.violations.push(...problems.map((what) => `${method} ${path}: ${what}`));
  }

  #route(call: Call): Answer {
    if (call.path.endsWith('/selfsubjectaccessreviews')) return this.#review(JSON.parse(call.body.toString()) as Tree);
    const [, podsOf] = /^\/api\/v1\/namespaces\/([^/]+)\/pods$/.exec(call.path) ?? [];
    if (podsOf !== undefined) return this.#pods(podsOf);
    const [, namespace, name, subresource] = /namespaces\/([^/]+)\/rollouts\/([^/]+)(\/status)?$/.exec(call.path) ?? [];
    const kept = this.kept.get(`${namespace}/${name}`);
    if (kept === undefined) return refusal(404, `rollouts.argoproj.io "${name}" not found`);
    reconcile(kept);
    return call.method === 'GET'
      ? { status: 200, body: kept.object }
      : this.#patch(call, kept, subresource !== undefined);
  }

  /** A patch of the status changes nothing else, and one of the object leaves the status as it is (Kubernetes, "Custom Resources"). */
  #patch(call: Call, kept: KeptRollout, isStatus: boolean): Answer {
    const body = JSON.parse(call.body.toString()) as Tree & { metadata?: Tree };
    const metadata = kept.object.metadata as Tree;
    const version = body.metadata?.resourceVersion;
    if (version !== undefined && version !== metadata.resourceVersion)
      return refusal(409, 'the object has been modified');
    const patched = merged(kept.object, body, false) as Tree;
    const before = kept.object;
    this.#versions += 1;
    const changed = isStatus ? { status: patched.status } : { spec: patched.spec, metadata: patched.metadata };
    const isOfSpec = JSON.stringify(patched.spec) !== JSON.stringify(before.spec) && !isStatus;
    const generation = Number(metadata.generation) + (isOfSpec ? 1 : 0);
    const kind = isStatus ? metadata : (patched.metadata as Tree);
    kept.object = {
      ...before,
      ...changed,
      metadata: { ...kind, resourceVersion: String(this.#versions), generation },
    };
    if (templateOf(before) !== templateOf(kept.object))
      Object.assign(kept, { changedAt: Date.now(), manner: this.manner });
    const annotations = (kept.object.metadata as Tree).annotations as Tree | undefined;
    this.effects.push({ key: String(annotations?.['fairlead/key']), did: deedOf(before, kept.object, body) });
    return { status: 200, body: kept.object };
  }

  #pods(namespace: string): Answer {
    const own = [...this.kept].filter(([name]) => name.startsWith(`${namespace}/`)).map(([, kept]) => kept);
    for (const kept of own) reconcile(kept);
    const items = own.flatMap((kept) => rolloutPods(kept));
    return { status: 200, body: { kind: 'PodList', apiVersion: 'v1', metadata: {}, items } };
  }

  #review(body: Tree): Answer {
    const { resource, subresource, verb } = (body.spec as { resourceAttributes: Record<string, string> })
      .resourceAttributes;
    const asked = `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;
    return { status: 201, body: { ...body, status: { allowed: !this.forbidden.includes(asked) } } };
  }
}

function deedOf(before: Tree, after: Tree, { status }: Tree): string {
  if (status === undefined) return templateOf(before) === templateOf(after) ? 'marks' : 'change';
  const { abort, promoteFull } = status as Tree;
  return abort === true ? 'abort' : promoteFull === true ? 'promote-full' : 'promote';
}

/** What makes pods: the template, and whether there are any. */
function templateOf({ spec }: Tree): string {
  const { replicas, template } = spec as { replicas?: unknown; template?: { spec?: unknown } };
  return JSON.stringify([template?.spec ?? null, replicas === 0]);
}

function refusal(status: number, message: string): Answer {
  return { status, body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code: status } };
}
