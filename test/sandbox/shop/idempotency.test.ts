import { describe, expect, it } from 'vitest';
import type { Deployment, RunningVersion } from '../../../sandbox/shop/deployer-protocol.ts';
import { carryOut, deploy, effectKeys, put, read, startTestShop, temporaryFolder } from './shop-fixture.ts';

describe('one key has one effect', () => {
  it('carries a key out once when it is sent twice, one after the other', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'k', deploy('1.0.0'));
    await carryOut(shop, 'k', deploy('1.0.0'));
    expect(effectKeys(shop)).toEqual(['k']);
  });

  it('carries a key out once when it is sent ten times at once', async () => {
    const shop = await startTestShop();
    const answers = await Promise.all(Array.from({ length: 10 }, () => put(shop, 'k', deploy('1.0.0'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 202]);
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as Deployment[];
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
    await shop.settled('k');
    expect(effectKeys(shop)).toEqual(['k']);
  });

  it('refuses the same key with another body and leaves the first deployment alone', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'k', deploy('1.0.0'));
    const answer = await put(shop, 'k', deploy('1.1.0'));
    expect([answer.status, await answer.json()]).toEqual([
      409,
      { error: 'key_reused', message: 'The key k was used to deploy api 1.0.0 in production.' },
    ]);
    expect(effectKeys(shop)).toEqual(['k']);
  });

  it('ignores members it does not know when it compares bodies', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'k', deploy('1.0.0'));
    const more = { ...deploy('1.0.0'), note: 'second try' };
    expect((await put(shop, 'k', more)).status).toBe(200);
  });

  it('knows a key again after it was started anew on the same folder', async () => {
    const dir = temporaryFolder();
    const before = await startTestShop({ dir });
    const first = await carryOut(before, 'k', deploy('1.0.0', { commit: 'abcdef0' }));
    await before.close();
    const shop = await startTestShop({ dir });
    const answer = await put(shop, 'k', deploy('1.0.0', { commit: 'abcdef0' }));
    expect([answer.status, await answer.json()]).toEqual([200, first]);
    expect(effectKeys(shop)).toEqual(['k']);
    expect(await read<RunningVersion>(`${shop.url}/services/api/environments/production`)).toMatchObject({
      version: '1.0.0',
      commit: 'abcdef0',
      status: 'running',
    });
  });

  it('carries on after a new start with a deployment that had not had its effect', async () => {
    const dir = temporaryFolder();
    const before = await startTestShop({ dir, deployDuration: 60_000 });
    await put(before, 'k', deploy('1.0.0'));
    await before.close();
    expect(effectKeys(before)).toEqual([]);
    const shop = await startTestShop({ dir });
    await shop.settled('k');
    expect(effectKeys(shop)).toEqual(['k']);
    expect(await read<Deployment>(`${shop.url}/deployments/k`)).toMatchObject({ status: 'success' });
  });

  it('keeps apart deployments of one place in the order they were recorded', async () => {
    const shop = await startTestShop();
    await Promise.all([put(shop, 'a', deploy('1.0.0')), shop.settled('a')]);
    await put(shop, 'b', deploy('1.1.0'));
    await put(shop, 'c', deploy('1.0.0', { kind: 'rollback' }));
    expect(await read<Deployment>(`${shop.url}/deployments/c`)).toMatchObject({ status: 'queued' });
    await shop.settled('c');
    expect(effectKeys(shop)).toEqual(['a', 'b', 'c']);
    expect(await read<RunningVersion>(`${shop.url}/services/api/environments/production`)).toMatchObject({
      version: '1.0.0',
    });
  });
});

describe('remove', () => {
  it('takes the version away that is expected to run', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.0.0'));
    expect(await carryOut(shop, 'b', deploy('1.0.0', { kind: 'remove' }))).toMatchObject({ status: 'success' });
    expect((await fetch(`${shop.url}/production/api/healthz`)).status).toBe(503);
    expect(shop.pids()).toEqual([]);
    expect(effectKeys(shop)).toEqual(['a', 'b']);
  });

  it('leaves another version alone and says so', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.1.0'));
    expect(await carryOut(shop, 'b', deploy('1.0.0', { kind: 'remove' }))).toMatchObject({
      status: 'failure',
      description: '1.1.0 runs, not 1.0.0, so nothing was removed.',
    });
    expect(effectKeys(shop)).toEqual(['a']);
  });

  it('succeeds without an effect when nothing runs', async () => {
    const shop = await startTestShop();
    expect(await carryOut(shop, 'a', deploy('1.0.0', { kind: 'remove' }))).toMatchObject({ status: 'success' });
    expect(effectKeys(shop)).toEqual([]);
  });
});
