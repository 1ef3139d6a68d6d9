import { describe, expect, it } from 'vitest';
import { carryOut, deploy, effectKeys, read, startTestShop, upload } from './shop-fixture.ts';

const slowRoute = `
export const path = '/slow';
export async function answer() {
  await new Promise((resolve) => setTimeout(resolve, 600));
  return { status: 200, body: { slow: true } };
}
`;

describe('replacing a running service', () => {
  it('loses no request under traffic while versions are replaced three times', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'first', deploy('1.0.0'));
    shop.traffic.start();
    for (const [index, version] of ['1.1.0', '1.0.0', '1.1.0'].entries()) {
      expect(await carryOut(shop, `next-${index}`, deploy(version))).toMatchObject({ status: 'success' });
    }
    await shop.traffic.stop();
    const api = shop.traffic
      .counts()
      .find(({ service, environment }) => service === 'api' && environment === 'production');
    expect(api?.requests).toBeGreaterThan(10);
    expect(api?.errors).toBe(0);
  });

  it('runs a new process and ends the old one', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.0.0'));
    const [old = 0] = shop.pids();
    await carryOut(shop, 'b', deploy('1.1.0'));
    const [young = 0] = shop.pids();
    expect(young).not.toBe(old);
    expect(() => process.kill(old, 0)).toThrow('ESRCH');
    expect(process.kill(young, 0)).toBe(true);
  });

  it('lets a request in flight finish on the version it went to', async () => {
    const shop = await startTestShop();
    await upload(shop, '1.2.0', { 'services/api/routes/slow.mjs': slowRoute });
    await carryOut(shop, 'a', deploy('1.2.0'));
    const inFlight = fetch(`${shop.url}/production/api/slow`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await carryOut(shop, 'b', deploy('1.1.0'));
    const answer = await inFlight;
    expect([answer.status, answer.headers.get('x-served-by')]).toEqual([200, expect.stringContaining(' 1.2.0')]);
  });

  it('keeps the version before when the new one ends before it listens, and tells why', async () => {
    const shop = await startTestShop();
    await upload(shop, '1.2.0', { 'services/api/routes/broken.mjs': 'throw new Error("no such table: stock");' });
    await carryOut(shop, 'a', deploy('1.0.0'));
    const failed = await carryOut(shop, 'b', deploy('1.2.0'));
    expect(failed).toMatchObject({ status: 'failure', description: expect.stringContaining('no such table: stock') });
    expect(await read(`${shop.url}/production/api/healthz`)).toMatchObject({ status: 'ok', version: '1.0.0' });
    expect(effectKeys(shop)).toEqual(['a']);
  });

  it('says stopped for a service whose process died', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.0.0'));
    const [pid = 0] = shop.pids();
    process.kill(pid, 'SIGKILL');
    const url = `${shop.url}/services/api/environments/production`;
    await expect.poll(() => read(url)).toMatchObject({ version: '1.0.0', status: 'stopped' });
    expect((await fetch(`${shop.url}/production/api/healthz`)).status).toBe(502);
  });

  it('counts requests by version at the service and at the proxy', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.0.0'));
    await (await fetch(`${shop.url}/production/api/products`)).text();
    const service = await (await fetch(`${shop.url}/production/api/metrics`)).text();
    expect(service).toContain(
      'shop_requests_total{code="200",service="api",environment="production",version="1.0.0"} 1',
    );
    const proxy = await (await fetch(`${shop.url}/metrics`)).text();
    expect(proxy).toMatch(
      /shop_proxy_requests_total\{environment="production",service="api",version="1.0.0",code="200"\} \d/,
    );
  });

  it('passes a query, a body and a 404 through', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.0.0'));
    expect(await read(`${shop.url}/production/api/products?id=3`)).toMatchObject({ name: 'Coffee mill' });
    const answer = await fetch(`${shop.url}/production/api/nothing`, { method: 'POST', body: 'x'.repeat(100_000) });
    expect([answer.status, await answer.json()]).toEqual([404, { error: 'not_found' }]);
  });
});
