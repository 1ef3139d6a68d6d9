import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { performAct } from './acts/perform-act.ts';
import { type CallLog, createCallLog } from './call-log.ts';
import type { SlackCore } from './core.ts';
import { openWayToApp, type WayToApp } from './delivery/way-to-app.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { layGround } from './ground.ts';
import { watchGuide } from './page/watch-guide.ts';
import { createResponseUrls } from './response-urls.ts';
import { type Served, serveEverything } from './serve-everything.ts';
import type { SandboxSlack, SlackOptions } from './slack-options.ts';
import { createTriggers } from './triggers.ts';
import { until } from './until.ts';
import { createUploads } from './workspace/uploads.ts';

/** Starts a Slack workspace on 127.0.0.1 that Bolt and the Web API client can be pointed at. Keeps all in memory. */
export async function startSlack(options: SlackOptions): Promise<SandboxSlack> {
  const server = Fastify({ bodyLimit: 10_000_000, forceCloseConnections: true });
  const ground = layGround(options);
  const way = openWayToApp(ground, options.delivery);
  const url = () => `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const core: SlackCore = {
    ...ground,
    tokens: { bot: options.botToken, app: options.appToken },
    mode: options.delivery.mode,
    triggers: createTriggers(ground.timings),
    responseUrls: createResponseUrls(ground.timings),
    uploads: createUploads(ground.workspace.counters),
    url,
    socketUrl: () => `${url().replace('http', 'ws')}/link?ticket=${way.socketMode.ticket()}`,
    emit: way.events.emit,
  };
  const calls = createCallLog();
  const faults = createFaultPlan();
  const act = actor(core, way, options);
  const served = await serveEverything({ server, core, way, options, calls, faults, act });
  return handle(core, way, served, { calls, faults, act });
}

type Actor = Served['act'];

function actor(core: SlackCore, way: WayToApp, options: SlackOptions): Actor {
  const { shop } = options;
  const pushChange =
    shop === undefined
      ? undefined
      : async (change: string) => {
          await shop.push(change);
          core.workspace.changes.publish({ type: 'shop', shop: await shop.panel() });
        };
  const tellGuide = watchGuide(options.guide, core.workspace.changes);
  return async (asked) => {
    const answer = await performAct({ core, office: way.office, pushChange }, asked);
    tellGuide(asked, answer);
    return answer;
  };
}

function handle(
  core: SlackCore,
  way: WayToApp,
  served: Served,
  own: { readonly calls: CallLog; readonly faults: FaultPlan; readonly act: Actor },
): SandboxSlack {
  const { channels, people, messages, changes } = core.workspace;
  let stopped: Promise<void> | undefined;
  return {
    url: core.url(),
    apiUrl: `${core.url()}/api/`,
    port: Number(new URL(core.url()).port),
    workspace: core.workspace,
    calls: own.calls,
    stop() {
      stopped ??= served.stop();
      return stopped;
    },
    act: (asked) => own.act({ ...asked, id: '' }),
    channel: (name) => found(channels.named(name) ?? channels.get(name), `channel ${name}`),
    person: (name) => found(people.named(name) ?? people.get(name), `person ${name}`),
    messages: (name) => messages.inChannel(channels.named(name)?.id ?? name),
    inject: own.faults.inject,
    clearFaults: own.faults.clear,
    redeliver: way.office.redeliver,
    refreshConnections: way.socketMode.refresh,
    dropConnections: way.socketMode.stop,
    until: (look, withinMs = 5_000) => until(changes, look, withinMs),
    settled: way.office.settled,
    publish: changes.publish,
  };
}

function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Error(`There is no ${what} in the sandbox's Slack.`);
  return thing;
}
