import formbody from '@fastify/formbody';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ActAnswer } from './acts/act-room.ts';
import type { CallLog } from './call-log.ts';
import type { Act } from './client-api.ts';
import type { SlackCore } from './core.ts';
import type { WayToApp } from './delivery/way-to-app.ts';
import type { FaultPlan } from './fault-plan.ts';
import { serveClient } from './page/client-socket.ts';
import { picture } from './page/picture.ts';
import { serveUpgrades } from './page/upgrades.ts';
import { serveFiles } from './serve-files.ts';
import { serveResponses } from './serve-responses.ts';
import type { SlackOptions } from './slack-options.ts';
import { createRateLimits } from './web-api/rate-limits.ts';
import { serveWebApi } from './web-api/serve-web-api.ts';

/** The parts that are put behind one port. */
export type Served = {
  readonly stop: () => Promise<void>;
  readonly act: (act: Act) => Promise<ActAnswer>;
};

type Parts = {
  readonly server: FastifyInstance;
  readonly core: SlackCore;
  readonly way: WayToApp;
  readonly options: SlackOptions;
  readonly calls: CallLog;
  readonly faults: FaultPlan;
  readonly act: Served['act'];
};

/** Puts the Web API, response_urls, files, Socket Mode and the page behind one port and listens. */
export async function serveEverything(parts: Parts): Promise<Served> {
  const { server, core, way, options, calls, faults, act } = parts;
  await server.register(formbody, { bodyLimit: 10_000_000 });
  answerErrors(server);
  if (options.pageDir !== undefined) await server.register(fastifyStatic, { root: options.pageDir });
  const limits = createRateLimits(options.rateLimits ?? 'slack', core.timings.now);
  serveWebApi(server, { core, limits, log: calls, faults });
  serveResponses(server, core, calls, faults);
  await serveFiles(server, core);
  const sockets = serveUpgrades(server.server, {
    onApp: way.socketMode.accept,
    onPage: (socket) =>
      void serveClient(socket, {
        changes: core.workspace.changes,
        picture: () => picture(core, way.delivery.isConnected(), options.guide, options.shop),
        act,
      }),
  });
  await server.listen({ host: '127.0.0.1', port: options.port });
  return {
    act,
    async stop() {
      way.events.stop();
      way.delivery.stop();
      for (const socket of sockets.clients) socket.terminate();
      await server.close();
    },
  };
}

function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const isUnreadable = error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
    if (isUnreadable && request.url.startsWith('/api/')) return reply.send({ ok: false, error: 'invalid_json' });
    console.error('sandbox: a request failed', error);
    return reply.code(500).send('Internal Server Error');
  });
}
