import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { aCluster } from './a-cluster.ts';

/** A certificate for 127.0.0.1 that only it vouches for, with its key. It protects nothing. */
const file = 'test/support/kubernetes/loopback.pem';

async function startSecure(): Promise<string> {
  const pem = readFileSync(file);
  const server = createServer({ cert: pem, key: pem }, (_request, response) => {
    response.setHeader('content-type', 'application/json').end('{"gitVersion":"v1.34.1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('takes an API server that the configured authority vouches for, and no other', async () => {
  const { client } = await aCluster({ namespace: '{environment}' });
  const apiUrl = await startSecure();
  expect(await client({ apiUrl, caFile: file }).check()).toEqual({ ok: true });
  const why = 'The Kubernetes API has a certificate that nobody vouches for.';
  expect(await client({ apiUrl }).check()).toEqual({ ok: false, why });
});
