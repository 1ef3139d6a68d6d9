import { describe, expect, it } from 'vitest';
import { carryOut, deploy, effectKeys, put, read, startTestShop } from './shop-fixture.ts';

describe('the faults a test can order', () => {
  it.each([['500', 500] as const, ['429', 429] as const])(
    'answers %s once, records nothing, and takes the next try',
    async (kind, status) => {
      const shop = await startTestShop();
      shop.faults.add({ kind });
      const refused = await put(shop, 'k', deploy('1.0.0'));
      expect(refused.status).toBe(status);
      expect(refused.headers.get('retry-after')).toBe(status === 429 ? '1' : null);
      expect((await fetch(`${shop.url}/deployments/k`)).status).toBe(404);
      expect((await put(shop, 'k', deploy('1.0.0'))).status).toBe(202);
    },
  );

  it('drops the connection after the effect, and the same key then finds the effect done', async () => {
    const shop = await startTestShop();
    shop.faults.add({ kind: 'drop-after-effect' });
    await expect(put(shop, 'k', deploy('1.0.0'))).rejects.toThrow('fetch failed');
    expect(effectKeys(shop)).toEqual(['k']);
    const again = await put(shop, 'k', deploy('1.0.0'));
    expect([again.status, await again.json()]).toMatchObject([200, { status: 'success' }]);
    expect(effectKeys(shop)).toEqual(['k']);
  });

  it('drops the connection before the effect, and the key stays unknown', async () => {
    const shop = await startTestShop();
    shop.faults.add({ kind: 'drop-before-effect' });
    await expect(put(shop, 'k', deploy('1.0.0'))).rejects.toThrow('fetch failed');
    expect((await fetch(`${shop.url}/deployments/k`)).status).toBe(404);
    expect(effectKeys(shop)).toEqual([]);
  });

  it('ends a deployment with failure and keeps the version before', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.0.0'));
    shop.faults.add({ kind: 'failure' });
    const failed = await carryOut(shop, 'b', deploy('1.1.0'));
    expect(failed).toMatchObject({ status: 'failure', description: expect.stringContaining('no capacity') });
    expect(await read(`${shop.url}/production/api/healthz`)).toMatchObject({ version: '1.0.0' });
    expect(effectKeys(shop)).toEqual(['a']);
  });

  it('makes a slow deployment wait while another place goes on', async () => {
    const shop = await startTestShop();
    shop.faults.add({ kind: 'slow', environment: 'staging' });
    await put(shop, 'slow', deploy('1.0.0', { environment: 'staging' }));
    await carryOut(shop, 'fast', deploy('1.0.0'));
    await shop.settled('slow');
    expect(effectKeys(shop)).toEqual(['fast', 'slow']);
  });

  it('can be ordered from another process, where effects and traffic can be read too', async () => {
    const shop = await startTestShop();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ kind: '500', count: 2, service: 'api' });
    const ordered = await fetch(`${shop.url}/control/faults`, { method: 'POST', headers, body });
    expect(ordered.status).toBe(204);
    expect((await put(shop, 'k', deploy('1.0.0'))).status).toBe(500);
    expect((await fetch(`${shop.url}/control/faults`, { method: 'DELETE' })).status).toBe(204);
    await carryOut(shop, 'k', deploy('1.0.0'));
    expect(await read(`${shop.url}/control/effects`)).toMatchObject([{ key: 'k', version: '1.0.0' }]);
    expect(await read<unknown[]>(`${shop.url}/control/traffic`)).toHaveLength(6);
  });
});
