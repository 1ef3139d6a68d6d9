import { createHmac } from 'node:crypto';
import { App, SocketModeReceiver } from '@slack/bolt';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { signatureHeaders } from '../../../sandbox/slack/delivery/signed-http.ts';
import type { SandboxSlack } from '../../../sandbox/slack/slack-options.ts';
import { aClient, appToken, aSlack, aSlackWithApp, atTheEnd, botToken, type Mode, quiet } from './sample-workspace.ts';

const modes: readonly Mode[] = ['socket', 'http'];

const run = (slack: SandboxSlack) =>
  slack.act({
    type: 'command',
    as: slack.person('mira').id,
    channel: slack.channel('releases').id,
    command: '/release',
    text: '1.5.0',
  });

async function aSocket(slack: SandboxSlack) {
  const { url } = await aClient(slack, appToken).apps.connections.open({});
  const socket = new WebSocket(url ?? '');
  const received: Record<string, unknown>[] = [];
  let closed: number | undefined;
  socket.on('message', (data) => received.push(JSON.parse(data.toString())));
  socket.on('close', (code) => {
    closed = code;
  });
  atTheEnd(async () => socket.terminate());
  return { socket, received, url: url ?? '', code: () => closed };
}

it.each(modes)('delivers the last command again with the same trigger over %s', async (mode) => {
  const triggers: string[] = [];
  const slack = await aSlackWithApp(mode, (app) => {
    app.command('/release', async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    });
  });
  await run(slack);
  expect(await slack.redeliver('command')).toMatchObject({ ok: true });
  expect(triggers).toHaveLength(2);
  expect(triggers[0]).toBe(triggers[1]);
});

it('has nothing to deliver again before anything was sent', async () => {
  const slack = await aSlack();
  await expect(slack.redeliver('view')).rejects.toThrow('No view has been sent to the app yet.');
});

it('greets a Socket Mode connection and sends each payload to one of them, in turn', async () => {
  const slack = await aSlack({ timings: { ackMs: 100 } });
  const first = await aSocket(slack);
  await slack.until(() => first.received.length === 1);
  const second = await aSocket(slack);
  await slack.until(() => second.received.length === 1);
  expect(first.received[0]).toEqual({
    type: 'hello',
    num_connections: 1,
    debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: slack.workspace.app.id },
  });
  expect(second.received[0]).toMatchObject({ num_connections: 2 });
  for (const { socket, received } of [first, second]) {
    socket.on('message', () => socket.send(JSON.stringify({ envelope_id: received.at(-1)?.envelope_id })));
  }
  for (let at = 0; at < 4; at += 1) expect(await run(slack)).toEqual({ ok: true });
  expect([first.received.length, second.received.length]).toEqual([3, 3]);
  expect(first.received[1]).toMatchObject({
    type: 'slash_commands',
    accepts_response_payload: true,
    envelope_id: expect.any(String),
    payload: { command: '/release' },
  });
});

it('takes a ticket once, and ten connections at most', async () => {
  const slack = await aSlack();
  const sockets: Awaited<ReturnType<typeof aSocket>>[] = [];
  for (let at = 0; at < 10; at += 1) {
    const one = await aSocket(slack);
    await slack.until(() => one.received.length === 1);
    sockets.push(one);
  }
  const eleventh = await aSocket(slack);
  await slack.until(() => eleventh.code() !== undefined);
  expect(eleventh.received).toEqual([]);
  sockets[0]?.socket.close();
  await slack.until(() => sockets[0]?.code() !== undefined);
  const again = new WebSocket(sockets[0]?.url ?? '');
  const code = await new Promise((resolve) => again.on('close', resolve));
  expect(code).toBe(1008);
});

it('counts a payload as unanswered when its connection ends', async () => {
  const slack = await aSlack();
  const one = await aSocket(slack);
  await slack.until(() => one.received.length === 1);
  one.socket.on('message', () => one.socket.terminate());
  expect(await run(slack)).toEqual({ ok: false, error: 'operation_timeout' });
});

it('asks a client to reconnect, which the real client does', async () => {
  const slack = await aSlack();
  const receiver = new SocketModeReceiver({
    appToken,
    clientPingTimeout: 50,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    logger: quiet,
  });
  const app = new App({ token: botToken, receiver, clientOptions: { slackApiUrl: slack.apiUrl }, logger: quiet });
  app.command('/release', async ({ ack }) => ack());
  await app.start();
  atTheEnd(() => app.stop());
  let connections = 0;
  receiver.client.on('connected', () => {
    connections += 1;
  });
  slack.refreshConnections();
  await slack.until(() => connections === 1);
  expect(await run(slack)).toEqual({ ok: true });
});

it('refuses Socket Mode where the app is reached over HTTP', async () => {
  const slack = await aSlack({ delivery: { mode: 'http', requestUrl: 'http://127.0.0.1:9/', signingSecret: 's' } });
  await expect(aClient(slack, appToken).apps.connections.open({})).rejects.toMatchObject({
    data: { error: 'access_denied' },
  });
  expect(await run(slack)).toEqual({ ok: false, error: 'dispatch_failed' });
});

it('signs a body with the secret and the second it is sent', () => {
  const headers = signatureHeaders('token=x&text=y', 'secret', 1_763_727_000_999);
  const signature = createHmac('sha256', 'secret').update('v0:1763727000:token=x&text=y').digest('hex');
  expect(headers).toEqual({ 'x-slack-request-timestamp': '1763727000', 'x-slack-signature': `v0=${signature}` });
});
