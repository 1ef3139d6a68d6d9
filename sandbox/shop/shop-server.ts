import { createServer, type RequestListener, type Server } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { refuse } from './protocol-routes.ts';
import type { ProxyMetrics } from './proxy-metrics.ts';
import type { WeightedProxy } from './weighted-proxy.ts';

/**
 * One server for both halves of the shop: paths below a place go to the proxy untouched, every other to the platform, which asks for
 * the bearer token when there is one and answers errors in the protocol's form. `/metrics` has the proxy's figures.
 */
export function createShopServer(options: {
  readonly proxy: WeightedProxy;
  readonly metrics: ProxyMetrics;
  readonly token: string | undefined;
}): FastifyInstance {
  const { proxy, metrics, token } = options;
  const app = fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1_000 },
    serverFactory: (handler: RequestListener): Server =>
      createServer((request, response) => {
        if (!proxy.handle(request, response)) handler(request, response);
      }),
  });
  app.setNotFoundHandler((request, reply) => refuse(reply, 404, 'not_found', `There is nothing at ${request.url}.`));
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return refuse(reply, status, status < 500 ? 'invalid_request' : 'internal_error', error.message);
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!token || request.headers.authorization === `Bearer ${token}`) return;
    return refuse(reply, 401, 'unauthorized', 'The bearer token is missing or wrong.');
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, body } = await metrics.text();
    return reply.type(contentType).send(body);
  });
  return app;
}
