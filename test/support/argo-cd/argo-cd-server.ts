import { type Answer, type Call, FaultyServer } from '../forges/faulty-server.ts';
import { OpenapiContract } from '../forges/openapi-contract.ts';
import { merged } from '../kubernetes/merge-patch.ts';
import { type Application, anApplication, operationOf, sha } from './applications.ts';
import { type LivePod, manifestOf, nodesOf } from './live-pods.ts';

type Manner = { readonly takes: number; readonly failure: string | null; readonly degrades: string | null };
type Kept = { app: Application; endsAt: number; manner: Manner };

const contract = new OpenapiContract('test/support/argo-cd/argo-cd-api.json');

/**
 * What the deployer needs of Argo CD: Applications, their patches and their syncs, one at a time. Each call and answer is checked against
 * `argo-cd-api.json`. What is synced shows once the sync has ended and Argo CD has looked again.
 */
export class ArgoCdServer extends FaultyServer {
  readonly kept = new Map<string, Kept>();
  /** Keys of the syncs that were begun, in order. */
  readonly syncs: string[] = [];
  manner: Manner = { takes: 0, failure: null, degrades: null };
  /** Milliseconds after a sync until Argo CD looks again. */
  looksAfter = 0;
  /** The images of an Application's source. */
  imagesOf: (app: Application) => readonly string[] = () => [];
  /** The live pods of an Application, by their names. */
  readonly pods = new Map<string, Readonly<Record<string, LivePod>>>();

  constructor() {
    super((call) => this.#answered(call));
  }

  put(name: string, source: object, more: object = {}): void {
    const app = anApplication(name, source, more);
    app.status.summary = { images: this.imagesOf(app) };
    this.kept.set(name, { app, endsAt: 0, manner: this.manner });
  }

  /** Syncs of a key: what must never be two. */
  effects(key: string): number {
    return this.syncs.filter((one) => one === key).length;
  }

  #answered(call: Call): Answer {
    if (call.headers.authorization !== 'Bearer good')
      return { status: 401, body: { error: 'no session information', message: 'no session information', code: 16 } };
    for (const one of this.kept.values()) this.#settle(one);
    const wrong = contract.problemsWithCall(call);
    const answer = this.#route(call);
    const problems = contract.problemsWithAnswer(call, answer.status, answer.body);
    this.violations.push(...[...wrong, ...problems].map((what) => `${call.method} ${call.path}: ${what}`));
    return answer;
  }

  #route(call: Call): Answer {
    if (call.path === '/api/v1/session/userinfo')
      return { status: 200, body: { loggedIn: true, username: 'fairlead' } };
    const [, name = '', part] =
      /^\/api\/v1\/applications\/([^/]+)(\/sync|\/operation|\/resource|\/resource-tree)?$/.exec(call.path) ?? [];
    const one = this.kept.get(name);
    if (one === undefined) return refused(404, 5, `applications.argoproj.io "${name}" not found`);
    if (call.method === 'PATCH') {
      const { patch } = JSON.parse(call.body.toString()) as { patch: string };
      one.app = merged(one.app, JSON.parse(patch), false) as Application;
    }
    if (part === '/resource-tree') return { status: 200, body: { nodes: nodesOf(this.pods.get(name) ?? {}) } };
    if (part === '/resource') return this.#manifest(name, call.query);
    if (part === '/operation') return this.#terminate(one);
    if (part === '/sync') {
      const refusal = this.#sync(one, JSON.parse(call.body.toString()));
      if (refusal !== null) return refusal;
    }
    return { status: 200, body: structuredClone(one.app) };
  }

  #sync(
    one: Kept,
    request: { infos?: { name: string; value: string }[]; revision?: string; prune?: boolean },
  ): Answer | null {
    const { operation, status } = one.app;
    if (operation !== undefined || ['Running', 'Terminating'].includes(status.operationState?.phase ?? ''))
      return refused(400, 9, 'another operation is already in progress');
    one.app.operation = operationOf(request, one.app.spec.source);
    delete one.app.status.operationState;
    one.manner = this.manner;
    one.endsAt = Date.now() + this.manner.takes;
    this.syncs.push(request.infos?.find(({ name }) => name === 'fairlead/key')?.value ?? '');
    return null;
  }

  #manifest(app: string, query: URLSearchParams): Answer {
    const name = query.get('resourceName') ?? '';
    const pod = this.pods.get(app)?.[name];
    const isRight = query.get('namespace') === 'shop' && query.get('version') === 'v1' && query.get('kind') === 'Pod';
    if (pod === undefined || !isRight) return refused(404, 5, `Pod ${name} not found as part of the application`);
    return { status: 200, body: { manifest: JSON.stringify(manifestOf(name, pod)) } };
  }

  #terminate({ app }: Kept): Answer {
    const state = app.status.operationState;
    if (state?.phase !== 'Running')
      return refused(400, 3, 'Unable to terminate operation. No operation is in progress');
    state.phase = 'Terminating';
    return { status: 200, body: {} };
  }

  /** What the controller does between two calls. */
  #settle(one: Kept): void {
    const { app, manner } = one;
    const { operation, status } = app;
    if (operation !== undefined) {
      delete app.operation;
      status.operationState = { operation, phase: 'Running', startedAt: new Date().toISOString() };
      return;
    }
    const state = status.operationState;
    if (state?.phase === 'Terminating') {
      state.phase = 'Failed';
      state.message = 'Operation terminated';
      state.finishedAt = new Date().toISOString();
    }
    if (state?.phase === 'Running' && Date.now() >= one.endsAt) {
      state.finishedAt = new Date(one.endsAt).toISOString();
      const { source } = app.spec;
      const revision = sha(state.operation.sync?.revision ?? source.targetRevision ?? '');
      const resources = [
        {
          kind: 'Deployment',
          name: 'api',
          status: manner.failure === null ? 'Synced' : 'SyncFailed',
          message: manner.failure ?? 'configured',
        },
      ];
      state.syncResult = { revision, source: structuredClone(source), resources };
      state.phase = manner.failure === null ? 'Succeeded' : 'Failed';
      state.message =
        manner.failure === null ? 'successfully synced (all tasks run)' : 'one or more objects failed to apply';
      if (manner.failure === null) status.history?.push({ revision, source: structuredClone(source) });
    }
    if (state?.phase === 'Succeeded' && Date.now() >= one.endsAt + this.looksAfter) this.#look(one, state);
  }

  #look({ app, manner }: Kept, { syncResult }: NonNullable<Application['status']['operationState']>): void {
    const { status } = app;
    status.reconciledAt = new Date().toISOString();
    status.sync = { status: 'Synced', revision: syncResult?.revision ?? '' };
    status.health = { status: manner.degrades === null ? 'Healthy' : 'Degraded' };
    const health = { status: 'Degraded', message: manner.degrades ?? '' };
    status.resources = manner.degrades === null ? [] : [{ kind: 'Deployment', name: 'api', status: 'Synced', health }];
    status.summary = { images: this.imagesOf(app) };
  }
}

function refused(status: number, code: number, message: string): Answer {
  return { status, body: { error: message, message, code } };
}
