import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createProxyMetrics } from '../../../sandbox/shop/proxy-metrics.ts';
import { type Backend, createWeightedProxy, type WeightedProxy } from '../../../sandbox/shop/weighted-proxy.ts';

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function backend(name: string, weight: number, listener: RequestListener): Promise<Backend> {
  const port = await listen(listener);
  return { name, version: name, port, metricsPort: port, weight };
}

async function startProxy(): Promise<{ proxy: WeightedProxy; url: string }> {
  const proxy = createWeightedProxy({ routes: ['production/api'], metrics: createProxyMetrics() });
  const port = await listen((request, response) => {
    if (!proxy.handle(request, response)) response.writeHead(418).end();
  });
  return { proxy, url: `http://127.0.0.1:${port}` };
}

const says =
  (text: string): RequestListener =>
  (_request, response) =>
    response.end(text);

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

describe('createWeightedProxy', () => {
  it('splits requests three to one', async () => {
    const { proxy, url } = await startProxy();
    proxy.setBackends('production/api', [await backend('a', 3, says('a')), await backend('b', 1, says('b'))]);
    const answers: string[] = [];
    for (let sent = 0; sent < 8; sent += 1) answers.push(await (await fetch(`${url}/production/api/x`)).text());
    expect(answers.join('')).toBe('aabaaaba');
  });

  it('passes method, path, query, headers and body on, less the route', async () => {
    const { proxy, url } = await startProxy();
    const echo: RequestListener = async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.writeHead(201, { 'x-seen': `${request.method} ${request.url} ${request.headers['x-note']}` }).end(body);
    };
    proxy.setBackends('production/api', [await backend('a', 1, echo)]);
    const init = { method: 'POST', body: 'hello', headers: { 'x-note': 'n' } };
    const answer = await fetch(`${url}/production/api/a/b?c=d%2Fe`, init);
    expect([answer.status, answer.headers.get('x-seen'), await answer.text()]).toEqual([
      201,
      'POST /a/b?c=d%2Fe n',
      'hello',
    ]);
  });

  it('leaves paths of no route alone, and answers 503 where nothing runs and 502 where nobody listens', async () => {
    const { proxy, url } = await startProxy();
    expect(await statusOf(`${url}/staging/api/`)).toBe(418);
    expect(await statusOf(`${url}/production/api/`)).toBe(503);
    proxy.setBackends('production/api', [{ name: 'a', version: 'a', port: 1, metricsPort: 1, weight: 1 }]);
    expect(await statusOf(`${url}/production/api/`)).toBe(502);
  });

  it('breaks the answer off when the backend breaks off in the middle', async () => {
    const { proxy, url } = await startProxy();
    const half: RequestListener = (_request, response) => {
      response.write('half', () => response.destroy());
    };
    proxy.setBackends('production/api', [await backend('a', 1, half)]);
    await expect(fetch(`${url}/production/api/`).then((answer) => answer.text())).rejects.toThrow('terminated');
  });

  it('drains once the last answer is out, and gives up at the time limit', async () => {
    const { proxy, url } = await startProxy();
    const held: (() => void)[] = [];
    const only = await backend('a', 1, (_request, response) => void held.push(() => response.end('done')));
    proxy.setBackends('production/api', [only]);
    const answer = fetch(`${url}/production/api/`);
    await expect.poll(() => held.length).toBe(1);
    await proxy.drain('a', 30);
    expect(proxy.inFlight('a')).toBe(1);
    const drained = proxy.drain('a', 5_000);
    held[0]?.();
    expect(await (await answer).text()).toBe('done');
    await drained;
    expect(proxy.inFlight('a')).toBe(0);
  });
});
