import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const Wish = z.object({
  service: z.string(),
  environment: z.string(),
  version: z.string(),
  commit: z.string().optional(),
  kind: z.enum(['deploy', 'rollback', 'remove']),
});
type Wish = z.infer<typeof Wish>;
type Kept = Wish & { id: string; startedAt: string; endsAt: number; failure: string | null; isCarriedOut: boolean };
type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly raw?: string;
};

/** What the next request meets. `lose_answer`: it is carried out, and the connection breaks before the answer. */
export type Fault =
  | { readonly kind: 'lose_request' | 'lose_answer' | 'silence' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Record<string, string>;
      readonly raw?: string;
    };

/** A platform that holds to docs/http-deployer.md, in memory, and counts what it carried out. */
export type DeployTarget = {
  readonly url: string;
  /** Every deployment carried out, in order: at most one per key. */
  readonly effects: readonly (Wish & { readonly key: string })[];
  /** Method and path of every request, with the headers it had. */
  readonly requests: readonly { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  /** How long deployments take from now on, and what they fail with. */
  behave(manner: {
    readonly takes?: number;
    readonly failure?: string | null;
    readonly capabilities?: readonly string[];
  }): void;
  /** The next requests meet these, one each. */
  meet(...faults: Fault[]): void;
  /** Forgets every key, as a platform that lost its records. */
  forget(): void;
  run(service: string, environment: string, version: string | null, status?: 'running' | 'stopped'): void;
  close(): Promise<void>;
};

/** Starts the platform on a free port. With a token, requests without it are refused. */
export async function startDeployTarget(options: { readonly token?: string } = {}): Promise<DeployTarget> {
  const kept = new Map<string, Kept>();
  const running = new Map<string, { version: string; status: 'running' | 'stopped' }>();
  const effects: (Wish & { key: string })[] = [];
  const requests: { line: string; headers: IncomingMessage['headers'] }[] = [];
  const faults: Fault[] = [];
  let manner = { takes: 0, failure: null as string | null, capabilities: ['deploy', 'remove'] as readonly string[] };

  const settle = (): void => {
    for (const [key, deployment] of kept) {
      if (deployment.isCarriedOut || deployment.endsAt > Date.now()) continue;
      deployment.isCarriedOut = true;
      const { service, environment, version, kind } = deployment;
      effects.push({ key, service, environment, version, kind });
      if (deployment.failure !== null) continue;
      if (kind === 'remove') running.delete(`${service}/${environment}`);
      else running.set(`${service}/${environment}`, { version, status: 'running' });
    }
  };
  const put = (key: string, text: string): Answer => {
    const wish = Wish.safeParse(parseJson(text));
    if (!wish.success) return refusal(400, 'invalid_request', 'The body is malformed.');
    const known = kept.get(key);
    if (known !== undefined && !isSame(known, wish.data))
      return refusal(409, 'key_reused', `The key ${key} was used for another body.`);
    if (known !== undefined) return { status: 200, body: shown(known) };
    if (wish.data.kind === 'remove' && !manner.capabilities.includes('remove'))
      return refusal(422, 'unsupported_kind', 'Services cannot be removed here.');
    if (wish.data.version.endsWith('-unknown'))
      return refusal(422, 'unknown_version', `There is no ${wish.data.version}.`);
    const deployment: Kept = {
      ...wish.data,
      id: `d-${kept.size + 1}`,
      startedAt: new Date().toISOString(),
      endsAt: Date.now() + manner.takes,
      failure: manner.failure,
      isCarriedOut: false,
    };
    kept.set(key, deployment);
    settle();
    return { status: 202, body: shown(deployment) };
  };
  const respond = (method: string, path: readonly string[], text: string): Answer => {
    settle();
    if (path.length === 0)
      return {
        status: 200,
        body: { protocol: 'fairlead-http-deployer', version: 1, capabilities: manner.capabilities },
      };
    if (path[0] === 'deployments' && path.length === 2 && method === 'PUT') return put(path[1] ?? '', text);
    if (path[0] === 'deployments' && path.length === 2) {
      const known = kept.get(path[1] ?? '');
      return known === undefined
        ? refusal(404, 'unknown_deployment', 'This key was never recorded.')
        : { status: 200, body: shown(known) };
    }
    if (path[0] === 'services' && path[2] === 'environments' && path.length === 4) {
      const found = running.get(`${path[1]}/${path[3]}`);
      return {
        status: 200,
        body: found === undefined ? { version: null, status: 'absent' } : { ...found, commit: null },
      };
    }
    return { status: 404, raw: '<h1>Not found</h1>' };
  };

  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    requests.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    const fault = faults.shift();
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'lose_request') return void request.socket.destroy();
    if (fault?.kind === 'answer') return send(response, fault);
    if (options.token !== undefined && request.headers.authorization !== `Bearer ${options.token}`) {
      return send(response, refusal(401, 'unauthorized', `Not with ${request.headers.authorization}.`));
    }
    const path = (request.url ?? '')
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
    const answer = respond(request.method ?? '', path, text);
    if (fault?.kind === 'lose_answer') return void request.socket.destroy();
    send(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get effects() {
      settle();
      return effects;
    },
    requests,
    behave: (changed) => {
      manner = { ...manner, ...changed };
    },
    meet: (...next) => void faults.push(...next),
    forget: () => kept.clear(),
    run: (service, environment, version, status = 'running') => {
      if (version === null) running.delete(`${service}/${environment}`);
      else running.set(`${service}/${environment}`, { version, status });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function shown(deployment: Kept): object {
  const { id, service, environment, version, kind, startedAt, failure, endsAt } = deployment;
  const base = { id, service, environment, version, kind, startedAt };
  if (!deployment.isCarriedOut) return { ...base, status: 'in_progress' };
  const finishedAt = new Date(endsAt).toISOString();
  if (failure !== null) return { ...base, status: 'failure', description: failure, finishedAt };
  return { ...base, status: 'success', finishedAt };
}

function isSame(one: Wish, other: Wish): boolean {
  return (['service', 'environment', 'version', 'commit', 'kind'] as const).every((name) => one[name] === other[name]);
}

function refusal(status: number, error: string, message: string): Answer {
  return { status, body: { error, message } };
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.raw ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
