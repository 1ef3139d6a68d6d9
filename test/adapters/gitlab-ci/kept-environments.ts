import { createHash } from 'node:crypto';
import type { Answer, Call } from '#test/support/forges/faulty-server.ts';
import type { OpenapiContract } from '#test/support/forges/openapi-contract.ts';

type Kept = { readonly id: number; readonly name: string; state: string; updatedAt: string; startsAt: number | null };
type Written = {
  readonly id: number;
  readonly environment: string;
  readonly ref: string;
  readonly sha: string;
  status: string;
  updatedAt: string;
};

/**
 * Environments of a GitLab project, and the deployments that were written over the API: how GitLab tells equal ones, which changes it takes, and
 * that it starts a stopped environment again some time after a success.
 */
export class KeptEnvironments {
  readonly #contract: OpenapiContract;
  readonly #environments: Kept[] = [];
  /** The newest first. */
  readonly written: Written[] = [];
  /** Milliseconds after a success until GitLab has started a stopped environment again. */
  startsAfter = 0;
  /** Tags that are not there. */
  missing: readonly string[] = [];

  constructor(contract: OpenapiContract) {
    this.#contract = contract;
  }

  /** A success from before, of the tag of this version; stopped where there is none. */
  put(environment: string, version: string | null, id: number): void {
    if (version === null) this.#stop(this.#named(environment));
    else this.#create({ environment, ref: `v${version}`, sha: shaOf(`v${version}`), status: 'success' }, id);
  }

  stateOf(environment: string): string | undefined {
    return this.#environments.find(({ name }) => name === environment)?.state;
  }

  /** The answer to a call below the project; null where it is about something else. `id` is that of a deployment that is made now. */
  answer({ body, method, path, query }: Pick<Call, 'body' | 'method' | 'path' | 'query'>, id: number): Answer | null {
    const sent = body.length === 0 ? {} : (JSON.parse(body.toString()) as Sent);
    for (const one of this.#environments) start(one);
    const [, tag] = /^\/repository\/tags\/(.+)$/.exec(path) ?? [];
    if (tag !== undefined) return this.#tag(decodeURIComponent(tag));
    if (method === 'POST' && path === '/deployments') return this.#post(sent, id);
    const [, deployment] = /^\/deployments\/(\d+)$/.exec(path) ?? [];
    if (deployment !== undefined) return this.#one(Number(deployment), method === 'PUT' ? sent : null);
    if (path === '/environments') {
      const found = this.#environments.filter(({ name }) => name === query.get('name'));
      return { status: 200, body: found.map((one) => this.#shown(one)) };
    }
    const [, environment] = /^\/environments\/(\d+)\/stop$/.exec(path) ?? [];
    const found = this.#environments.find((one) => one.id === Number(environment));
    if (found === undefined) return null;
    this.#stop(found);
    return { status: 200, body: this.#shown(found) };
  }

  shown(one: Written): Record<string, unknown> {
    const { environment: name, id, ref, sha, status, updatedAt } = one;
    const environment = { id: this.#named(name).id, name };
    const fields = { id, iid: id, ref, sha, status, environment, updated_at: updatedAt, deployable: null };
    return this.#contract.sample('deployment', fields);
  }

  #tag(name: string): Answer {
    if (this.missing.includes(name)) return { status: 404, body: { message: '404 Tag Not Found' } };
    const commit = { id: shaOf(name), short_id: shaOf(name).slice(0, 8) };
    return { status: 200, body: this.#contract.sample('tag', { name, target: shaOf(name), commit }) };
  }

  /** What equals the last success is that one again. */
  #post({ environment = '', ref = '', sha = '', status = '' }: Sent, id: number): Answer {
    if (sha !== shaOf(ref)) return { status: 400, body: { message: { sha: ['The commit does not exist'] } } };
    const last = this.written.find((one) => one.environment === environment && one.status === 'success');
    const isEqual = status === 'success' && last?.ref === ref && last.sha === sha;
    const made = isEqual ? last : this.#create({ environment, ref, sha, status }, id);
    return { status: 201, body: this.shown(made) };
  }

  #one(id: number, sent: Sent | null): Answer {
    const found = this.written.find((one) => one.id === id);
    if (found === undefined) return { status: 404, body: { message: '404 Not found' } };
    if (sent?.status === found.status || sent?.status === 'running')
      return { status: 400, body: { message: { status: [`cannot transition via "${sent.status}"`] } } };
    if (sent?.status !== undefined) this.#change(found, sent.status);
    return { status: 200, body: this.shown(found) };
  }

  #create(fields: Pick<Written, 'environment' | 'ref' | 'sha' | 'status'>, id: number): Written {
    const made = { ...fields, id, updatedAt: '' };
    this.written.unshift(made);
    this.#change(made, fields.status);
    return made;
  }

  #change(one: Written, status: string): void {
    one.status = status;
    one.updatedAt = new Date().toISOString();
    const environment = this.#named(one.environment);
    if (status === 'success' && environment.state === 'stopped') environment.startsAt = Date.now() + this.startsAfter;
    start(environment);
  }

  #stop(environment: Kept): void {
    environment.state = 'stopped';
    environment.startsAt = null;
    environment.updatedAt = new Date().toISOString();
  }

  #named(name: string): Kept {
    const known = this.#environments.find((one) => one.name === name);
    if (known !== undefined) return known;
    const id = this.#environments.length + 1;
    const made = { id, name, state: 'available', updatedAt: new Date().toISOString(), startsAt: null };
    this.#environments.push(made);
    return made;
  }

  #shown({ id, name, state, updatedAt }: Kept): object {
    return this.#contract.sample('environment', { id, name, state, updated_at: updatedAt });
  }
}

type Sent = {
  readonly environment?: string;
  readonly ref?: string;
  readonly sha?: string;
  readonly status?: string;
};

function start(environment: Kept): void {
  if (environment.startsAt === null || Date.now() < environment.startsAt) return;
  environment.state = 'available';
  environment.startsAt = null;
  environment.updatedAt = new Date().toISOString();
}

/** The commit of a tag. */
export function shaOf(tag: string): string {
  return createHash('sha1').update(tag).digest('hex');
}
