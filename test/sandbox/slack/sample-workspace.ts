import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach } from 'vitest';
import type { SandboxSlack, SlackOptions } from '../../../sandbox/slack/slack-options.ts';
import { startSlack } from '../../../sandbox/slack/start-slack.ts';

export const botToken = 'xoxb-sandbox';
export const appToken = 'xapp-sandbox';
export const signingSecret = 'sandbox-signing-secret';

/** A manifest with one command, a Home tab and the scopes given, or those a release bot needs. */
export function aManifest(change: { readonly scopes?: readonly string[]; readonly events?: readonly string[] } = {}) {
  return {
    display_information: { name: 'Fairlead' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: false },
      bot_user: { display_name: 'Fairlead' },
      slash_commands: [
        { command: '/release', description: 'Release a project', usage_hint: '[version]' },
        { command: '/escaped', description: 'Takes mentions', should_escape: true },
      ],
    },
    oauth_config: {
      scopes: {
        bot: change.scopes ?? [
          'commands',
          'chat:write',
          'app_mentions:read',
          'channels:read',
          'channels:history',
          'channels:join',
          'groups:read',
          'groups:history',
          'im:write',
          'users:read',
          'usergroups:read',
          'files:write',
          'reactions:write',
          'pins:write',
        ],
      },
    },
    settings: {
      event_subscriptions: {
        bot_events: change.events ?? ['app_home_opened', 'app_mention', 'member_joined_channel'],
      },
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
    },
  };
}

const seed: SlackOptions['seed'] = {
  people: [
    { name: 'mira', realName: 'Mira Holm', title: 'Developer' },
    { name: 'jonas', realName: 'Jonas Berg', title: 'Release manager' },
    { name: 'aiko', realName: 'Aiko Mori', title: 'Developer' },
  ],
  channels: [
    { name: 'releases', members: 'everyone', app: true, topic: 'What goes out' },
    { name: 'random', members: ['mira'] },
    { name: 'secret', members: ['mira', 'jonas'], private: true },
    { name: 'old', members: 'everyone', app: true, archived: true },
  ],
  groups: [{ handle: 'release-managers', name: 'Release managers', members: ['jonas'] }],
};

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Runs when the test has ended, the last one first. */
export function atTheEnd(end: () => Promise<unknown>): void {
  endings.push(end);
}

/** A sandbox Slack that ends with the test: Socket Mode and no rate limits unless told otherwise. */
export async function aSlack(change: Partial<SlackOptions> = {}): Promise<SandboxSlack> {
  const slack = await startSlack({
    port: 0,
    manifest: aManifest(),
    seed,
    delivery: { mode: 'socket' },
    botToken,
    appToken,
    rateLimits: 'off',
    ...change,
  });
  atTheEnd(() => slack.stop());
  return slack;
}

/** The real Web API client, told not to try anything twice. */
export function aClient(slack: SandboxSlack, token = botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: quiet,
  });
}

/** A logger that says nothing. */
export const quiet = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

export type Mode = 'socket' | 'http';

/** A sandbox Slack and a real Bolt app that hears it over the given mode. `prepare` registers the listeners. */
export async function aSlackWithApp(
  mode: Mode,
  prepare: (app: App) => void,
  change: Partial<SlackOptions> = {},
): Promise<SandboxSlack> {
  let port = 0;
  const delivery: SlackOptions['delivery'] =
    mode === 'socket' ? { mode } : { mode, signingSecret, requestUrl: () => `http://127.0.0.1:${port}/slack/events` };
  const slack = await aSlack({ delivery, ...change });
  const receiver =
    mode === 'socket'
      ? new SocketModeReceiver({
          appToken,
          installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
          logger: quiet,
        })
      : new HTTPReceiver({ signingSecret, logger: quiet });
  const app = new App({
    token: botToken,
    receiver,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logger: quiet,
  });
  prepare(app);
  const started: unknown = await app.start(0);
  if (mode === 'http' && started instanceof Server) port = (started.address() as AddressInfo).port;
  atTheEnd(() => app.stop());
  return slack;
}
