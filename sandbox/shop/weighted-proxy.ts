import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createPicker } from './pick-backend.ts';
import type { ProxiedRequest } from './proxy-metrics.ts';

/** One process behind a route. Several may share a route, each with a weight; weight 0 gets no new requests. */
export type Backend = {
  readonly name: string;
  readonly version: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly weight: number;
};

export type WeightedProxy = {
  /** Replaces the backends of a route such as `production/api`. Requests in flight stay with the backend they went to. */
  readonly setBackends: (route: string, backends: readonly Backend[]) => void;
  /** How many requests to this backend are not answered yet. */
  readonly inFlight: (name: string) => number;
  /** Resolves once no request to this backend is in flight, or after `timeout` milliseconds. */
  readonly drain: (name: string, timeout: number) => Promise<void>;
  /** Serves a request below a known route and says true; says false, untouched, for any other path. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => boolean;
};

/** Told of every answered request, and whether it was a question about the service rather than one of a customer. */
export type ProxyObserver = { readonly observe: (request: ProxiedRequest, isProbe: boolean) => void };

type Route = { backends: readonly Backend[]; readonly pick: (backends: readonly Backend[]) => Backend | undefined };

/** An HTTP proxy on loopback that splits each route's requests by weight: 502 when a backend breaks, 503 when there is none. */
export function createWeightedProxy(options: { routes: readonly string[]; metrics: ProxyObserver }): WeightedProxy {
  const routes = new Map<string, Route>(options.routes.map((name) => [name, { backends: [], pick: createPicker() }]));
  const inFlight = new Map<string, number>();

  const setBackends: WeightedProxy['setBackends'] = (name, backends) => {
    const route = routes.get(name);
    if (!route) throw new Error(`The proxy has no route ${name}.`);
    route.backends = backends;
  };

  const drain: WeightedProxy['drain'] = async (name, timeout) => {
    const end = Date.now() + timeout;
    while ((inFlight.get(name) ?? 0) > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  const handle: WeightedProxy['handle'] = (request, response) => {
    const [, environment = '', service = '', rest = ''] = /^\/([^/?]+)\/([^/?]+)(.*)$/.exec(request.url ?? '') ?? [];
    const route = routes.get(`${environment}/${service}`);
    if (!route) return false;
    const backend = route.pick(route.backends);
    const started = performance.now();
    response.once('close', () => {
      const code = response.writableFinished ? String(response.statusCode) : 'aborted';
      const seconds = (performance.now() - started) / 1000;
      const version = backend?.version ?? 'none';
      options.metrics.observe({ environment, service, version, code, seconds }, isProbe.test(rest));
    });
    if (backend) forward({ request, response, backend, path: rest.startsWith('/') ? rest : `/${rest}`, inFlight });
    else refuse(response, 503, `Nothing runs at ${environment}/${service}.`);
    return true;
  };

  return { setBackends, inFlight: (name) => inFlight.get(name) ?? 0, drain, handle };
}

const isProbe = /^\/(healthz|metrics)(\?|$)/;

type Forward = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly backend: Backend;
  readonly path: string;
  readonly inFlight: Map<string, number>;
};

function forward({ request, response, backend, path, inFlight }: Forward): void {
  const { name } = backend;
  inFlight.set(name, (inFlight.get(name) ?? 0) + 1);
  response.once('close', () => inFlight.set(name, (inFlight.get(name) ?? 1) - 1));
  const port = /^\/metrics(\?|$)/.test(path) ? backend.metricsPort : backend.port;
  const headers = { ...request.headers, connection: 'close' };
  const onward = httpRequest({ host: '127.0.0.1', port, path, method: request.method ?? 'GET', headers, agent: false });
  onward.once('response', (answer) => {
    const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...kept } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, { ...kept, 'x-served-by': `${name} ${backend.version}` });
    answer.pipe(response);
    answer.once('error', () => response.destroy());
  });
  onward.once('error', (error) => {
    if (response.headersSent) response.destroy();
    else refuse(response, 502, `${name} broke off: ${error.message}.`);
  });
  response.once('close', () => onward.destroy());
  request.pipe(onward);
}

function refuse(response: ServerResponse, status: 502 | 503, message: string): void {
  const error = status === 502 ? 'bad_gateway' : 'nothing_runs';
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify({ error, message })}\n`);
}
