import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpHealth } from '#adapters/http-health.ts';

const health = createHttpHealth();
const open: { close(): unknown; closeAllConnections?(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const answering =
  (status: number, headers = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end('ok');

describe('a health check', () => {
  it('is well when the answer has the status asked for', async () => {
    const url = await serve(answering(204));
    expect(await health.check({ url, status: 204, timeout: 2_000 })).toEqual({ ok: true, took: expect.any(Number) });
  });

  it.each([200, 404, 500, 503])('is not well when the answer is %i and another was asked for', async (status) => {
    const url = await serve(answering(status));
    expect(await health.check({ url, status: 204, timeout: 2_000 })).toEqual({
      ok: false,
      why: `It answered ${status}, not 204.`,
    });
  });

  it('takes a redirect as the answer and does not follow it', async () => {
    const elsewhere = await serve(answering(200));
    const url = await serve(answering(302, { location: elsewhere }));
    expect(await health.check({ url, status: 200, timeout: 2_000 })).toEqual({
      ok: false,
      why: 'It answered 302, not 200.',
    });
  });

  it('is not well when no answer comes in time', async () => {
    const url = await serve(() => undefined);
    expect(await health.check({ url, status: 200, timeout: 200 })).toEqual({
      ok: false,
      why: 'It did not answer within 200 ms.',
    });
  });

  it('is not well when the answer does not end in time', async () => {
    const url = await serve((_request, response) => void response.writeHead(200).write('begun'));
    expect(await health.check({ url, status: 200, timeout: 200 })).toMatchObject({ ok: false });
  });

  it('is not well when the answer has no end', async () => {
    const url = await serve((_request, response) => {
      response.on('error', () => undefined);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    expect(await health.check({ url, status: 200, timeout: 5_000 })).toEqual({
      ok: false,
      why: 'It answered more than 1048576 bytes.',
    });
  });

  it('is not well when nobody listens', async () => {
    const url = await serve(answering(200));
    const [server] = open.splice(0);
    await new Promise((resolve) => (server as Server).close(resolve));
    expect(await health.check({ url, status: 200, timeout: 2_000 })).toEqual({
      ok: false,
      why: 'It refused the connection.',
    });
  });

  it('is not well when what listens does not speak HTTP', async () => {
    const server = createNetServer((socket) => void socket.end('220 mail.example ESMTP\r\n'));
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await health.check({ url, status: 200, timeout: 2_000 })).toEqual({
      ok: false,
      why: 'It answered something that is not HTTP.',
    });
  });

  it.each([
    ['http://user:hunter2@127.0.0.1:9/', 'It is not an address that can be asked.'],
    ['ftp://127.0.0.1/', 'It is not an address that can be asked.'],
    ['no address', 'It is not an address that can be asked.'],
    ['http://127.0.0.1:99999/', 'It is not an address that can be asked.'],
  ])('of %s is an answer, not an exception, and repeats no secret', async (url, why) => {
    expect(await health.check({ url, status: 200, timeout: 2_000 })).toEqual({ ok: false, why });
  });

  it('of a service that was replaced meanwhile meets the new one', async () => {
    const url = await serve(answering(200));
    expect(await health.check({ url, status: 200, timeout: 2_000 })).toMatchObject({ ok: true });
    const [server] = open.splice(0);
    await new Promise((resolve) => (server as Server).close(resolve));
    const next = createServer(answering(200));
    open.push(next);
    await new Promise<void>((resolve) => next.listen(Number(new URL(url).port), '127.0.0.1', resolve));
    expect(await health.check({ url, status: 200, timeout: 2_000 })).toMatchObject({ ok: true });
  });
});
