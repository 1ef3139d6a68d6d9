import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HomeView } from '@slack/types';
import { expect, it } from 'vitest';
import type { SandboxSlack } from '../../../sandbox/slack/slack-options.ts';
import { aClient, aManifest, aSlack, aSlackWithApp, atTheEnd, type Mode, signingSecret } from './sample-workspace.ts';

const modes: readonly Mode[] = ['socket', 'http'];
const home: HomeView = {
  type: 'home',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Nothing waits.' } }],
};

const say = (slack: SandboxSlack, text: string, channel = 'releases', as = 'mira') =>
  slack.act({ type: 'say', as: slack.person(as).id, channel: slack.channel(channel).id, text });

it.each(modes)('tells of an opened Home tab and shows what is published over %s', async (mode) => {
  const slack = await aSlackWithApp(mode, (app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({ user_id: event.user, view: home });
    });
  });
  const mira = slack.person('mira').id;
  await slack.act({ type: 'open_home', as: mira });
  const view = await slack.until(() => slack.workspace.views.home(mira));
  expect(view.content).toMatchObject({ type: 'home', blocks: [{ type: 'section' }] });
  expect(slack.workspace.views.home(slack.person('jonas').id)).toBeUndefined();
});

it('publishes a Home with the current hash only', async () => {
  const slack = await aSlack();
  const user_id = slack.person('mira').id;
  const client = aClient(slack);
  const first = await client.views.publish({ user_id, view: home });
  await client.views.publish({ user_id, view: home, hash: first.view?.hash ?? '' });
  await expect(client.views.publish({ user_id, view: home, hash: first.view?.hash ?? '' })).rejects.toMatchObject({
    data: { error: 'hash_conflict' },
  });
});

it.each(modes)('tells of a mention in a channel the app is in over %s', async (mode) => {
  const events: Record<string, unknown>[] = [];
  const slack = await aSlackWithApp(mode, (app) => {
    app.event('app_mention', async ({ event }) => void events.push({ ...event }));
  });
  await say(slack, 'hello @Fairlead & all <3');
  await say(slack, 'hello @Fairlead', 'random');
  await slack.until(() => events.length === 1);
  await slack.settled();
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    type: 'app_mention',
    user: slack.person('mira').id,
    text: `hello <@${slack.workspace.app.userId}> &amp; all &lt;3`,
    channel: slack.channel('releases').id,
    ts: slack.messages('releases')[0]?.ts,
  });
});

it('tells of messages only where the manifest subscribes to them', async () => {
  const texts: string[] = [];
  const prepare = (into: string[]) => (app: import('@slack/bolt').App) => {
    app.event('message', async ({ event }) => void into.push('text' in event ? (event.text ?? '') : ''));
  };
  const without = await aSlackWithApp('socket', prepare(texts));
  await say(without, 'not told');
  await without.settled();
  expect(texts).toEqual([]);
  const manifest = aManifest({ events: ['message.channels'] });
  const slack = await aSlackWithApp('socket', prepare(texts), { manifest });
  await say(slack, 'told, #random @here');
  await slack.until(() => texts.length === 1);
  expect(texts).toEqual([`told, <#${slack.channel('random').id}|random> <!here>`]);
});

it('tells the app that it has joined a channel', async () => {
  const joined: string[] = [];
  const slack = await aSlackWithApp('socket', (app) => {
    app.event('member_joined_channel', async ({ event }) => void joined.push(event.channel));
  });
  await slack.act({
    type: 'command',
    as: slack.person('mira').id,
    channel: slack.channel('random').id,
    command: '/invite',
    text: '@Fairlead',
  });
  await slack.until(() => joined.length === 1);
  expect(joined).toEqual([slack.channel('random').id]);
});

async function anEndpoint(answer: (headers: IncomingHttpHeaders, at: number) => { status: number; noRetry?: boolean }) {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const { status, noRetry } = answer(request.headers, received.length);
      response.writeHead(status, noRetry === true ? { 'x-slack-no-retry': '1' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atTheEnd(() => new Promise((resolve) => server.close(resolve)));
  return { received, requestUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` };
}

it('tries an event three times more, with the same event_id and the reason', async () => {
  const { received, requestUrl } = await anEndpoint(() => ({ status: 500 }));
  const slack = await aSlack({
    delivery: { mode: 'http', requestUrl, signingSecret },
    timings: { eventRetryMs: [0, 5, 10] },
  });
  await say(slack, '@Fairlead');
  await slack.until(() => received.length === 4);
  await slack.settled();
  const told = received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
  expect(told).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
    ['3', 'http_error'],
  ]);
  expect(new Set(received.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
});

it('does not try again where the app asks not to', async () => {
  const { received, requestUrl } = await anEndpoint(() => ({ status: 500, noRetry: true }));
  const slack = await aSlack({ delivery: { mode: 'http', requestUrl, signingSecret }, timings: { eventRetryMs: [0] } });
  await say(slack, '@Fairlead');
  await slack.until(() => received.length === 1);
  await slack.settled();
  expect(received).toHaveLength(1);
});

it('does not let a person write in a channel they are not in, or an archived one', async () => {
  const slack = await aSlack();
  expect(await say(slack, 'hi', 'random', 'aiko')).toEqual({ ok: false, error: 'not_in_channel' });
  expect(await say(slack, 'hi', 'old')).toEqual({ ok: false, error: 'is_archived' });
});
