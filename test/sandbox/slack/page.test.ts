import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Change, ShopPanel } from '../../../sandbox/slack/client-api.ts';
import type { SandboxSlack } from '../../../sandbox/slack/slack-options.ts';
import { aClient, aSlack, aSlackWithApp, atTheEnd } from './sample-workspace.ts';

async function aPage(slack: SandboxSlack, origin?: string) {
  const socket = new WebSocket(`${slack.url.replace('http', 'ws')}/client`, origin === undefined ? {} : { origin });
  const changes: Change[] = [];
  let refused = false;
  socket.on('message', (data) => changes.push(JSON.parse(data.toString())));
  socket.on('error', () => {
    refused = true;
  });
  atTheEnd(async () => socket.terminate());
  await slack.until(() => refused || changes.length > 0);
  const of = <Type extends Change['type']>(type: Type) =>
    changes.filter((change): change is Extract<Change, { type: Type }> => change.type === type);
  return { send: (act: object) => socket.send(JSON.stringify(act)), changes, of, isRefused: () => refused };
}

const panel = (pushed: boolean): ShopPanel => ({
  services: [],
  changes: [{ id: 'fix', title: 'A fix', description: '', pushed }],
  url: 'http://127.0.0.1/',
});

it('gives a page the whole picture first', async () => {
  const slack = await aSlackWithApp('socket', () => {});
  await aClient(slack).chat.postMessage({ channel: slack.channel('releases').id, text: 'x' });
  const page = await aPage(slack);
  const picture = page.of('hello')[0]?.picture;
  expect(picture).toMatchObject({
    team: { name: 'Sandbox' },
    appName: 'Fairlead',
    appUserId: slack.workspace.app.userId,
    messages: [{ text: 'x' }],
    commands: [
      { command: '/release', description: 'Release a project', usage_hint: '[version]' },
      { command: '/escaped' },
    ],
    homes: {},
    modals: [],
    guide: [],
    shop: null,
    appConnected: true,
  });
  expect(picture?.people.find((person) => person.name === 'jonas')?.groups).toEqual(['release-managers']);
  expect(picture?.channels.map((channel) => channel.name)).toEqual(['releases', 'random', 'secret', 'old']);
});

it('tells every page of messages, updates, deletions and reply counts', async () => {
  const slack = await aSlack();
  const pages = [await aPage(slack), await aPage(slack)];
  const client = aClient(slack);
  const channel = slack.channel('releases').id;
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'one' });
  await client.chat.postMessage({ channel, text: 'reply', thread_ts: ts });
  await client.chat.update({ channel, ts, text: 'two' });
  await client.chat.delete({ channel, ts });
  for (const page of pages) {
    await slack.until(() => page.of('message_deleted').length === 1);
    expect(page.of('message').map(({ message }) => [message.text, message.replyCount])).toEqual([
      ['one', undefined],
      ['reply', undefined],
      ['one', 1],
      ['two', 1],
    ]);
  }
});

it('does what a page asks and answers by the id of the act', async () => {
  const slack = await aSlack();
  const page = await aPage(slack);
  const as = slack.person('mira').id;
  page.send({ id: '1', as, type: 'say', channel: slack.channel('releases').id, text: 'hello' });
  page.send({ id: '2', as, type: 'say', channel: 'C404', text: 'hello' });
  page.send({ id: '3', as: slack.workspace.app.userId, type: 'open_home' });
  page.send({ id: '4', as, type: 'shout' });
  await slack.until(() => page.of('answer').length === 4);
  const answers = page.of('answer').sort((one, other) => one.id.localeCompare(other.id));
  expect(answers).toMatchObject([
    { id: '', ok: false, error: expect.stringContaining('type') },
    { id: '1', ok: true },
    { id: '2', ok: false, error: 'channel_not_found' },
    { id: '3', ok: false, error: 'user_not_found' },
  ]);
});

it('tells a page when the app connects and disconnects', async () => {
  const slack = await aSlack();
  const page = await aPage(slack);
  const { url } = await aClient(slack, 'xapp-sandbox').apps.connections.open({});
  const socket = new WebSocket(url ?? '');
  await slack.until(() => page.of('connection').length === 1);
  socket.close();
  await slack.until(() => page.of('connection').length === 2);
  expect(page.of('connection').map((change) => change.appConnected)).toEqual([true, false]);
});

it('moves the guide on and pushes changes into the shop', async () => {
  let said = false;
  let pushed = false;
  const slack = await aSlack({
    guide: {
      steps: () => [{ id: 'say', title: 'Say hello', detail: '', done: said }],
      observe: (event) => {
        if (event.type === 'act' && event.act.type === 'say' && event.answer.ok) said = true;
      },
    },
    shop: {
      panel: () => panel(pushed),
      push: async () => {
        pushed = true;
      },
    },
  });
  const page = await aPage(slack);
  const as = slack.person('mira').id;
  expect(page.of('hello')[0]?.picture).toMatchObject({ guide: [{ done: false }], shop: panel(false) });
  page.send({ id: '1', as, type: 'say', channel: slack.channel('releases').id, text: 'hello' });
  page.send({ id: '2', as, type: 'push_change', change: 'fix' });
  await slack.until(() => page.of('guide').length > 0 && page.of('shop').length > 0);
  expect(page.of('guide')[0]?.guide).toMatchObject([{ id: 'say', done: true }]);
  expect(page.of('shop')[0]?.shop).toEqual(panel(true));
});

it('refuses a page of another origin', async () => {
  const slack = await aSlack();
  const foreign = await aPage(slack, 'https://elsewhere.example');
  expect(foreign.isRefused()).toBe(true);
  expect((await aPage(slack, slack.url)).of('hello')).toHaveLength(1);
});

it('serves the built page from its folder', async () => {
  const pageDir = await mkdtemp(join(tmpdir(), 'sandbox-page-'));
  await writeFile(join(pageDir, 'index.html'), '<title>Sandbox</title>');
  const slack = await aSlack({ pageDir });
  const response = await fetch(`${slack.url}/`);
  expect([response.status, await response.text()]).toEqual([200, '<title>Sandbox</title>']);
});
