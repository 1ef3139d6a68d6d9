import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createSocketEar } from '#handlers/receive/socket-ear.ts';
import { realClock } from '#test/support/real-clock.ts';
import { aGate, aHarness } from './harness-fixture.ts';

const echo: Parameters<typeof aHarness>[0] = {
  mode: 'socket',
  register: (app) => app.command('/release', async ({ ack }) => ack('Heard.')),
};

describe('a Socket Mode connection', () => {
  it.each(['warning', 'refresh_requested'] as const)('is renewed on %s, and commands go on', async (reason) => {
    const harness = await aHarness(echo);
    harness.slack.refreshConnections(reason);
    await harness.slack.until(() => harness.slack.calls.count('apps.connections.open') === 2);
    await expect(harness.command('1.5.0')).resolves.toEqual({ ok: true });
    expect(harness.app.isReady()).toBe(true);
  });

  it('still carries the acknowledgement of a command that came before it was renewed', async () => {
    const gate = aGate();
    const begun = aGate();
    const harness = await aHarness({
      mode: 'socket',
      register: (app) =>
        app.command('/release', async ({ ack }) => {
          begun.open();
          await gate.passed;
          await ack('Late, but heard.');
        }),
    });
    const command = harness.command('1.5.0');
    await begun.passed;
    harness.slack.refreshConnections('refresh_requested');
    await harness.slack.until(() => harness.slack.calls.count('apps.connections.open') === 2);
    gate.open();
    await expect(command).resolves.toEqual({ ok: true });
  });

  it('is tried again and again while Slack cannot open one', async () => {
    const harness = await aHarness(echo);
    harness.slack.inject('apps.connections.open', 'drop-before-effect');
    harness.slack.inject('apps.connections.open', 'http-500', 2);
    harness.slack.inject('apps.connections.open', { error: 'internal_error' });
    harness.slack.refreshConnections('link_disabled');
    await harness.slack.until(() => harness.slack.calls.count('apps.connections.open') === 6);
    await harness.slack.until(() => harness.app.isReady());
    await expect(harness.command('1.5.0')).resolves.toEqual({ ok: true });
  });

  it('goes on trying even after a refusal, once it has worked', async () => {
    const harness = await aHarness(echo);
    harness.slack.inject('apps.connections.open', { error: 'invalid_auth' });
    harness.slack.refreshConnections();
    await harness.slack.until(() => harness.slack.calls.count('apps.connections.open') === 3);
  });

  it('is not begun with an app token that Slack does not take', async () => {
    const harness = await aHarness(echo);
    await harness.app.stop();
    harness.slack.inject('apps.connections.open', { error: 'not_allowed_token_type' });
    await expect(harness.app.start()).rejects.toMatchObject({
      code: 'SLACK_FAILED',
      message: expect.stringContaining('set SLACK_APP_TOKEN'),
    });
  });
});

const servers: WebSocketServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

/** A WebSocket server that greets each connection with `greet`, and an ear for it. */
async function anEar(greet: (socket: WebSocket, nth: number) => void) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  let nth = 0;
  server.on('connection', (socket) => greet(socket, ++nth));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ear = createSocketEar({
    askAddress: async () => ({ kind: 'address', url: `ws://127.0.0.1:${port}` }),
    clock: realClock,
    log: pino({ level: 'silent' }),
    helloTimeout: 100,
    pingInterval: 20,
    backoff: { first: 5, longest: 20 },
  });
  const delivered: unknown[] = [];
  await ear.open(async (payload) => {
    delivered.push(payload.body);
    await payload.accept();
  });
  return { ear, server, delivered, connections: () => nth };
}

const hello = JSON.stringify({ type: 'hello', num_connections: 1 });

describe('a connection that misbehaves', () => {
  it('is given up when no hello comes', async () => {
    const { ear, connections } = await anEar((socket, nth) => {
      if (nth >= 3) socket.send(hello);
    });
    await expect.poll(() => ear.isOpen()).toBe(true);
    expect(connections()).toBe(3);
    await ear.close();
  });

  it('is given up when it stays silent under pings', async () => {
    const { ear, connections } = await anEar((socket, nth) => {
      socket.send(hello);
      if (nth === 1) setTimeout(() => socket.pause(), 10);
    });
    await expect.poll(() => connections()).toBeGreaterThan(1);
    await ear.close();
  });

  it('may send what is no envelope, and the next one is taken', async () => {
    const { ear, delivered } = await anEar((socket) => {
      socket.send(hello);
      for (const text of [
        '',
        '{',
        'null',
        '[]',
        '{"type":"events_api"}',
        '{"envelope_id":1,"type":"x","payload":{}}',
      ]) {
        socket.send(text);
      }
      socket.send(Buffer.from([0xff, 0xfe]));
      socket.send(JSON.stringify({ envelope_id: 'e1', type: 'slash_commands', payload: { command: '/release' } }));
    });
    await expect.poll(() => delivered).toEqual([{ command: '/release' }]);
    await ear.close();
  });

  it('is not opened again after a close', async () => {
    const { ear, server, connections } = await anEar((socket) => socket.send(hello));
    await ear.close();
    await expect.poll(() => server.clients.size).toBe(0);
    expect(ear.isOpen()).toBe(false);
    expect(connections()).toBe(1);
  });

  it('is let go when the app stops in the middle of opening it', async () => {
    const { ear, server } = await anEar(() => undefined);
    await ear.close();
    await expect.poll(() => server.clients.size).toBe(0);
  });
});
