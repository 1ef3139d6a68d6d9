import { App, type Authorize } from '@slack/bolt';
import type { Millis } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';
import type { Scratch } from '#ports/log-store.ts';
import type { Mouth } from './receive/answer-privately.ts';
import { createBoltLogger } from './receive/bolt-logger.ts';
import { askConnectionAddress } from './receive/connection-address.ts';
import { createDeliver } from './receive/deliver.ts';
import type { Ear } from './receive/ear.ts';
import { createHttpEar } from './receive/http-ear.ts';
import { createIdentity } from './receive/identity.ts';
import { createInFlight } from './receive/in-flight.ts';
import type { Backoff } from './receive/keep-connected.ts';
import type { Log } from './receive/log.ts';
import { createReplayGuard } from './receive/replay-guard.ts';
import { createSocketEar } from './receive/socket-ear.ts';
import { createReportError, type ReportError } from './report-error.ts';

/** How Slack reaches the app. One switch; everything behind it is the same. */
export type SlackAppOptions = {
  readonly botToken: string;
  /** `https://slack.com/api/`, or another server that speaks the Web API. */
  readonly apiUrl: string;
  /** How long a stop waits for running listeners, in milliseconds. */
  readonly drainTimeout?: Millis;
} & (
  | {
      readonly mode: 'socket';
      readonly appToken: string;
      readonly backoff?: Backoff;
    }
  /** Port 0 takes any free one. */
  | { readonly mode: 'http'; readonly signingSecret: string; readonly port: number; readonly host?: string }
);

export type SlackAppPorts = {
  /** Where seen signatures are kept; shared by all app processes. */
  readonly scratch: Pick<Scratch, 'claim' | 'delete'>;
  /** For what only one person is told: unknown commands, errors. */
  readonly messenger: Mouth;
  readonly clock: Clock;
  readonly log: Log;
};

export type SlackApp = {
  /** Bolt's app, to register listeners on. Its own `start` and `stop` do nothing here. */
  readonly app: App;
  /** Begins to take payloads. Rejects when Slack refuses a token or the port is taken; a Slack that is away is tried again for ever. */
  start(): Promise<void>;
  /** Takes no more payloads, waits for running listeners up to `drainTimeout`, and lets go. False when it had to leave some behind. */
  stop(): Promise<boolean>;
  /** Whether Slack can reach the app now. */
  isReady(): boolean;
  /** The port in HTTP mode, else null. */
  port(): number | null;
};

/** A click or command has three seconds; a call made before its acknowledgement must not use them up. */
const webApiTimeout: Millis = 2_500;

/**
 * A Bolt app with Fairlead's own ears. Requests are verified, seen once and at most five minutes off; commands, actions and views are
 * acknowledged by their listeners, unknown ones by the app with a private answer; events are acknowledged after their listeners.
 */
export function createSlackApp(options: SlackAppOptions, ports: SlackAppPorts): SlackApp {
  const { clock, log, messenger, scratch } = ports;
  const inFlight = createInFlight();
  const identity = createIdentity(options.botToken, () => app.client, log);
  const app = createBoltApp(options.apiUrl, identity.authorize, log);

  const reportError = createReportError({ mouth: messenger, log });
  const deliver = createDeliver({ app, mouth: messenger, reportError, log });
  const ear = createEar(options, { app, reportError, scratch, clock, log });

  return {
    app,
    async start() {
      await identity.check();
      await ear.open((payload) => inFlight.track(deliver(payload)));
    },
    async stop() {
      await ear.deafen();
      const isDone = await inFlight.idle(options.drainTimeout ?? 10_000);
      await ear.close();
      if (!isDone) log.warn('some listeners were still running when the app stopped');
      return isDone;
    },
    isReady: () => ear.isOpen(),
    port: () => ear.port(),
  };
}

function createBoltApp(apiUrl: string, authorize: Authorize<boolean>, log: Log): App {
  const app = new App({
    authorize,
    receiver: noReceiver,
    convoStore: false,
    extendedErrorHandler: true,
    logger: createBoltLogger(log),
    clientOptions: {
      slackApiUrl: apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: webApiTimeout,
    },
  });
  // Errors go on to `deliver`, which knows what is still to be acknowledged.
  app.error(async ({ error }: { error: unknown }) => {
    throw error;
  });
  return app;
}

function createEar(
  options: SlackAppOptions,
  ports: { app: App; reportError: ReportError; scratch: SlackAppPorts['scratch']; clock: Clock; log: Log },
): Ear {
  if (options.mode === 'http')
    return createHttpEar({ ...options, ...ports, replays: createReplayGuard(ports.scratch) });
  const { appToken, apiUrl, backoff } = options;
  return createSocketEar({
    askAddress: () => askConnectionAddress(ports.app.client, appToken, apiUrl),
    clock: ports.clock,
    log: ports.log,
    ...(backoff === undefined ? {} : { backoff }),
  });
}

/** Bolt asks for a receiver; payloads are handed to the app by the ears instead. */
const noReceiver = { init() {}, async start() {}, async stop() {} };
