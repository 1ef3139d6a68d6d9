import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createDeployPlatform,
  type DeployPlatform,
  type PlatformAnswer,
  type PlatformEffect,
  type PlatformManner,
  refusal,
  respond,
  settle,
} from './deploy-platform.ts';

/** What the next request meets instead of the platform. `lose_answer`: it is carried out, and the connection breaks before the answer. */
export type Fault =
  | { readonly kind: 'lose_request' | 'lose_answer' | 'silence' }
  | ({ readonly kind: 'answer' } & PlatformAnswer);

/** A deploy platform on a port of this machine, with faults on demand. */
export type DeployTarget = {
  readonly url: string;
  /** Every deployment carried out, in order: at most one per key. */
  readonly effects: readonly PlatformEffect[];
  readonly requests: readonly { readonly line: string; readonly headers: IncomingHttpHeaders }[];
  /** How deployments go from now on. */
  behave(manner: Partial<PlatformManner>): void;
  /** The next requests meet these, one each. */
  meet(...faults: Fault[]): void;
  /** Forgets every key, as a platform that lost its records. */
  forget(): void;
  run(service: string, environment: string, version: string | null, status?: 'running' | 'stopped'): void;
  close(): Promise<void>;
};

type Heard = { line: string; headers: IncomingHttpHeaders };

/** Starts the platform on a free port. With a token, requests without it are refused, in a sentence that repeats what came. */
export async function startDeployTarget(options: { readonly token?: string } = {}): Promise<DeployTarget> {
  const platform = createDeployPlatform();
  const requests: Heard[] = [];
  const faults: Fault[] = [];
  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    requests.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    const fault = faults.shift();
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'lose_request') return void request.socket.destroy();
    if (fault?.kind === 'answer') return send(response, fault);
    const answer = answerOf(platform, request, text, options.token);
    if (fault?.kind === 'lose_answer') return void request.socket.destroy();
    send(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get effects() {
      settle(platform);
      return platform.effects;
    },
    requests,
    behave: (changed) => {
      platform.manner = { ...platform.manner, ...changed };
    },
    meet: (...next) => void faults.push(...next),
    forget: () => platform.kept.clear(),
    run: (service, environment, version, status = 'running') => {
      if (version === null) platform.running.delete(`${service}/${environment}`);
      else platform.running.set(`${service}/${environment}`, { version, status });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerOf(platform: DeployPlatform, request: IncomingMessage, text: string, token?: string): PlatformAnswer {
  const { authorization } = request.headers;
  if (token !== undefined && authorization !== `Bearer ${token}`) {
    return refusal(401, 'unauthorized', `This token is not known: ${authorization ?? 'none'}.`);
  }
  const path = (request.url ?? '').split('/').filter((part) => part !== '');
  return respond(platform, request.method ?? '', path.map(decodeURIComponent), text);
}

function send(response: ServerResponse, answer: PlatformAnswer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.raw ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
