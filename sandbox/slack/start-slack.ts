import type { AddressInfo } from 'node:net';
import formbody from '@fastify/formbody';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import type { ActRoom } from './acts/act-room.ts';
import { performAct } from './acts/perform-act.ts';
import { buildCore } from './build-core.ts';
import { createCallLog } from './call-log.ts';
import type { Act } from './client-api.ts';
import type { SlackCore } from './core.ts';
import { createAppEvents } from './delivery/app-events.ts';
import { createPostOffice, type PostOffice } from './delivery/post-office.ts';
import { createSignedHttp } from './delivery/signed-http.ts';
import { createSocketMode } from './delivery/socket-mode.ts';
import { createFaultPlan } from './fault-plan.ts';
import { serveClient } from './page/client-socket.ts';
import { picture } from './page/picture.ts';
import { serveUpgrades } from './page/upgrades.ts';
import { watchGuide } from './page/watch-guide.ts';
import { serveFiles } from './serve-files.ts';
import { serveResponses } from './serve-responses.ts';
import type { SandboxSlack, SlackOptions } from './slack-options.ts';
import { until } from './until.ts';
import { createRateLimits } from './web-api/rate-limits.ts';
import { serveWebApi } from './web-api/serve-web-api.ts';

/** Starts a Slack workspace on 127.0.0.1 that Bolt and the Web API client can be pointed at. Keeps all in memory. */
export async function startSlack(options: SlackOptions): Promise<SandboxSlack> {
  const server = Fastify({ bodyLimit: 10_000_000, forceCloseConnections: true });
  const url = () => `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const core: SlackCore = buildCore(options, {
    url,
    socketUrl: () =>
      `${url().replace('http', 'ws')}/link?ticket=${socketMode.ticket()}&app_id=${core.workspace.app.id}`,
    emit: (event, subscription) => events.emit(event, subscription),
  });
  const { workspace, timings } = core;
  const socketMode = createSocketMode(workspace.app.id, timings, (appConnected) =>
    workspace.changes.publish({ type: 'connection', appConnected }),
  );
  const delivery = options.delivery.mode === 'socket' ? socketMode : createSignedHttp(options.delivery, timings);
  const office: PostOffice = createPostOffice(delivery);
  const events = createAppEvents(core, () => office);
  const calls = createCallLog();
  const faults = createFaultPlan();
  const tellGuide = watchGuide(options.guide, workspace.changes);
  const room: ActRoom = { core, office, pushChange: pushInto(options, core) };
  const act = async (asked: Act) => {
    const answer = await performAct(room, asked);
    tellGuide(asked, answer);
    return answer;
  };

  await serveHttp(server, options);
  const limits = createRateLimits(options.rateLimits ?? 'slack', timings.now);
  serveWebApi(server, { core, limits, log: calls, faults });
  serveResponses(server, core, calls, faults);
  await serveFiles(server, core);
  const sockets = serveUpgrades(server.server, {
    onApp: socketMode.accept,
    onPage: (socket) =>
      void serveClient(socket, {
        changes: workspace.changes,
        picture: () => picture(core, delivery.isConnected(), options.guide, options.shop),
        act,
      }),
  });
  await server.listen({ host: '127.0.0.1', port: options.port });

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    events.stop();
    delivery.stop();
    for (const socket of sockets.clients) socket.terminate();
    await server.close();
  };
  return {
    url: url(),
    apiUrl: `${url()}/api/`,
    port: Number(new URL(url()).port),
    workspace,
    calls,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
    act: (asked) => act({ ...asked, id: '' }),
    channel: (name) => found(workspace.channels.named(name) ?? workspace.channels.get(name), `channel ${name}`),
    person: (name) => found(workspace.people.named(name) ?? workspace.people.get(name), `person ${name}`),
    messages: (name) => workspace.messages.inChannel(workspace.channels.named(name)?.id ?? name),
    inject: faults.inject,
    clearFaults: faults.clear,
    redeliver: office.redeliver,
    refreshConnections: socketMode.refresh,
    until: (look, withinMs = 5_000) => until(workspace.changes, look, withinMs),
    settled: office.settled,
    publish: workspace.changes.publish,
  };
}

async function serveHttp(server: FastifyInstance, options: SlackOptions): Promise<void> {
  await server.register(formbody, { bodyLimit: 10_000_000 });
  server.setErrorHandler((error, request, reply) => {
    const isUnreadable = error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
    if (isUnreadable && request.url.startsWith('/api/')) return reply.send({ ok: false, error: 'invalid_json' });
    console.error('sandbox: a request failed', error);
    return reply.code(500).send('Internal Server Error');
  });
  if (options.pageDir !== undefined) await server.register(fastifyStatic, { root: options.pageDir });
}

function pushInto(options: SlackOptions, core: SlackCore): ActRoom['pushChange'] {
  const { shop } = options;
  if (shop === undefined) return undefined;
  return async (change) => {
    await shop.push(change);
    core.workspace.changes.publish({ type: 'shop', shop: await shop.panel() });
  };
}

function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Error(`There is no ${what} in the sandbox's Slack.`);
  return thing;
}
