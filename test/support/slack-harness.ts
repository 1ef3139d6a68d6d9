import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { createSlackMessenger } from '#adapters/slack/slack-messenger.ts';
import { createSlackApp, type SlackApp, type SlackAppPorts } from '#handlers/slack-app.ts';
import type { Messenger } from '#ports/messenger.ts';
import type { SandboxSlack, SlackOptions } from '#sandbox/slack/slack-options.ts';
import { createMemoryScratch } from './memory-scratch.ts';
import { realClock } from './real-clock.ts';
import { appToken, botToken, signingSecret, startWorkspace } from './slack-workspace.ts';

export type Mode = 'socket' | 'http';

/** Both ways Slack reaches the app, to run a test over each. */
export const modes: readonly Mode[] = ['socket', 'http'];

export type HarnessOptions = {
  readonly mode: Mode;
  /** Registers listeners, as bin does. */
  readonly register?: (app: SlackApp['app'], messenger: Messenger) => void;
  readonly slack?: Partial<SlackOptions>;
  readonly ports?: Partial<SlackAppPorts>;
  readonly drainTimeout?: number;
};

export type Harness = {
  readonly mode: Mode;
  readonly slack: SandboxSlack;
  readonly app: SlackApp;
  readonly messenger: Messenger;
  /** What the app logged, as pino's records. */
  readonly logged: readonly Record<string, unknown>[];
  /** Runs a command as Mira in #releases unless told otherwise; answers when Slack would. */
  command(text: string, change?: { command?: string; as?: string; channel?: string }): ReturnType<SandboxSlack['act']>;
  /** Clicks the button of a message. */
  click(at: { channel: string; ts: string }, actionId: string, as?: string): ReturnType<SandboxSlack['act']>;
  /** The texts that only `user` sees in a channel. */
  whispers(user?: string, channel?: string): readonly string[];
  /** HTTP mode: sends a request as Slack signs it, with anything about it changed. */
  request(body: string, change?: RequestChange): Promise<Response>;
  stop(): Promise<void>;
};

export type RequestChange = {
  readonly contentType?: string;
  /** Epoch milliseconds of the signature; now unless told otherwise. The same body at the same time is the same request. */
  readonly at?: number;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Signs for this body instead of the one sent. */
  readonly signedBody?: string;
};

/** The app and a Slack workspace that talk to each other by the mode's real protocol. Connected when it resolves. */
export async function startHarness(options: HarnessOptions): Promise<Harness> {
  const { mode } = options;
  let port: number | null = null;
  const requestUrl = () => `http://127.0.0.1:${port}/slack/events`;
  const slack = await startWorkspace({
    delivery: mode === 'socket' ? { mode } : { mode, requestUrl, signingSecret },
    ...options.slack,
  });
  const logged: Record<string, unknown>[] = [];
  const app = createSlackApp(doorOf(options, slack.apiUrl), {
    scratch: createMemoryScratch(realClock),
    messenger: createSlackMessenger({
      token: botToken,
      apiUrl: slack.apiUrl,
      clock: realClock,
      pauses: [5],
      settle: 5,
    }),
    clock: realClock,
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    ...options.ports,
  });
  const messenger = createSlackMessenger({
    token: botToken,
    apiUrl: slack.apiUrl,
    clock: realClock,
    pauses: [5],
    settle: 5,
  });
  options.register?.(app.app, messenger);
  await app.start();
  port = app.port();
  return {
    mode,
    slack,
    app,
    messenger,
    logged,
    ...people(slack),
    request: (body, change) => fetch(requestUrl(), signedRequest(body, change)),
    async stop() {
      await app.stop();
      await slack.stop();
    },
  };
}

function doorOf({ mode, drainTimeout = 2_000 }: HarnessOptions, apiUrl: string) {
  const shared = { botToken, apiUrl, drainTimeout };
  if (mode === 'http') return { ...shared, mode, signingSecret, port: 0, host: '127.0.0.1' };
  return { ...shared, mode, appToken, backoff: { first: 20, longest: 100 } };
}

function people(slack: SandboxSlack): Pick<Harness, 'command' | 'click' | 'whispers'> {
  return {
    command: (text, { command = '/release', as = 'U0MIRA', channel = 'C0RELEASES' } = {}) =>
      slack.act({ type: 'command', as, channel, command, text }),
    click: ({ channel, ts }, actionId, as = 'U0MIRA') =>
      slack.act({
        type: 'block_action',
        as,
        container: { type: 'message', channel, ts },
        block_id: '',
        action_id: actionId,
        action: {},
      }),
    whispers: (user = 'U0MIRA', channel = 'releases') =>
      slack.messages(channel).flatMap(({ ephemeralTo, text }) => (ephemeralTo === user ? [text] : [])),
  };
}

/** A request with Slack's headers: HMAC-SHA256 over `v0:<seconds>:<body>`. */
export function signedRequest(body: string, change: RequestChange = {}): RequestInit {
  const { contentType = 'application/x-www-form-urlencoded', at = Date.now(), secret = signingSecret } = change;
  const seconds = Math.floor(at / 1_000);
  const signed = `v0:${seconds}:${change.signedBody ?? body}`;
  const signature = createHmac('sha256', secret).update(signed).digest('hex');
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': `v0=${signature}`,
      ...change.headers,
    },
  };
}
