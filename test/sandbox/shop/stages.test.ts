import { describe, expect, it } from 'vitest';
import type { DeploymentRequest } from '../../../sandbox/shop/deployer-protocol.ts';
import { nextStanding, nothing, type Standing } from '../../../sandbox/shop/standing.ts';
import type { Shop } from '../../../sandbox/shop/start-shop.ts';
import { carryOut, deploy, read, startTestShop, temporaryFolder } from './shop-fixture.ts';

type Stage = NonNullable<DeploymentRequest['stage']>;

const stage = (version: string, how: Stage): DeploymentRequest => deploy(version, { stage: how });
const back = (version: string): DeploymentRequest => deploy(version, { kind: 'rollback' });
const slot = (version: string) => ({ version, commit: null, artifact: null });

describe('what a deployment makes of what runs', () => {
  const old: Standing = { main: slot('1.0.0'), beside: null, percent: 0 };
  const canary: Standing = { main: slot('1.0.0'), beside: slot('1.1.0'), percent: 20 };
  const switched: Standing = { main: slot('1.1.0'), beside: slot('1.0.0'), percent: 0 };

  it.each([
    ['a share', old, stage('1.1.0', { kind: 'share', percent: 20 }), canary],
    ['a greater share', canary, stage('1.1.0', { kind: 'share', percent: 50 }), { ...canary, percent: 50 }],
    [
      'a share with a baseline',
      old,
      stage('1.1.0', { kind: 'share', percent: 20, baseline: '1.0.0-baseline' }),
      { ...canary, baseline: '1.0.0-baseline' },
    ],
    ['all of it', canary, deploy('1.1.0'), { main: slot('1.1.0'), beside: null, percent: 0 }],
    ['the way back from a share', canary, back('1.0.0'), old],
    ['the idle side', old, stage('1.1.0', { kind: 'idle' }), { ...canary, percent: 0 }],
    ['the switch', { ...canary, percent: 0 }, stage('1.1.0', { kind: 'switch' }), switched],
    ['the way back after the switch', switched, back('1.0.0'), old],
    ['the end of the old side', switched, stage('1.1.0', { kind: 'retire' }), { ...switched, beside: null }],
    ['a removal', canary, deploy('1.0.0', { kind: 'remove' }), nothing],
  ] as const)('is %s', (_, now, request, next) => {
    expect(nextStanding(now, request)).toEqual(next);
  });

  it('is refused where nothing stands on the idle side', () => {
    expect(() => nextStanding(old, stage('1.1.0', { kind: 'switch' }))).toThrow('not on the idle side');
  });

  it('is refused where a baseline has no room', () => {
    const wide = stage('1.1.0', { kind: 'share', percent: 60, baseline: '1.0.0-baseline' });
    expect(() => nextStanding(old, wide)).toThrow('no room for a baseline');
  });

  it('is refused in parts where nothing runs', () => {
    expect(() => nextStanding(nothing, stage('1.1.0', { kind: 'share', percent: 5 }))).toThrow('deployed whole');
  });
});

const api = 'services/api/environments/production';

/** What customers of the api in production met with. */
function errorsOfApi(shop: Shop): number | undefined {
  return shop.traffic.counts().find(({ service, environment }) => service === 'api' && environment === 'production')
    ?.errors;
}

/** How many of so many requests each version answers. */
async function answeredBy(url: string, many: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let index = 0; index < many; index += 1) {
    const { version } = await read<{ version: string }>(`${url}/production/api/healthz`);
    counts[version] = (counts[version] ?? 0) + 1;
  }
  return counts;
}

describe('real processes behind the proxy', () => {
  it('share the requests as told, and lose none on the way to all of them', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.0.0'));
    shop.traffic.start();
    await carryOut(shop, 'b', stage('1.1.0', { kind: 'share', percent: 20 }));
    expect(await read(`${shop.url}/${api}`)).toMatchObject({
      version: '1.0.0',
      shares: [
        { version: '1.0.0', percent: 80 },
        { version: '1.1.0', percent: 20 },
      ],
    });
    expect(await read(`${shop.url}/production/api~next/healthz`)).toMatchObject({ version: '1.1.0' });
    await carryOut(shop, 'c', stage('1.1.0', { kind: 'share', percent: 50 }));
    const [old = 0, canary = 0] = shop.pids();
    await carryOut(shop, 'd', deploy('1.1.0'));
    await shop.traffic.stop();

    expect(shop.pids()).toEqual([canary]);
    expect(() => process.kill(old, 0)).toThrow('ESRCH');
    expect(await read(`${shop.url}/${api}`)).toMatchObject({ version: '1.1.0', status: 'running' });
    expect(errorsOfApi(shop)).toBe(0);
  });

  it('give each version exactly its share', async () => {
    const shop = await startTestShop({ traffic: { staging: 0, production: 0 } });
    await carryOut(shop, 'a', deploy('1.0.0'));
    await carryOut(shop, 'b', stage('1.1.0', { kind: 'share', percent: 20 }));
    expect(await answeredBy(shop.url, 50)).toEqual({ '1.0.0': 40, '1.1.0': 10 });
  });

  it('compare a share with a fresh process of the old version, as old as the new one', async () => {
    const shop = await startTestShop();
    const share = (percent: number) => stage('1.1.0', { kind: 'share', percent, baseline: '1.0.0-baseline' });
    await carryOut(shop, 'a', deploy('1.0.0'));
    shop.traffic.start();
    await carryOut(shop, 'b', share(10));
    const [old = 0, canary = 0, baseline = 0] = shop.pids();
    expect(await read(`${shop.url}/${api}`)).toMatchObject({
      version: '1.0.0',
      shares: [
        { version: '1.0.0', percent: 80 },
        { version: '1.1.0', percent: 10 },
        { version: '1.0.0-baseline', percent: 10 },
      ],
    });
    await carryOut(shop, 'c', share(40));
    expect(shop.pids()).toEqual([old, canary, baseline]);
    const figures = () => fetch(`${shop.url}/metrics`).then((answer) => answer.text());
    await expect
      .poll(figures, { timeout: 20_000 })
      .toMatch(/shop_proxy_requests_total\{[^}]*version="1\.0\.0-baseline"/);
    await carryOut(shop, 'd', deploy('1.1.0'));
    await shop.traffic.stop();
    expect(shop.pids()).toEqual([canary]);
    expect(() => process.kill(baseline, 0)).toThrow('ESRCH');
    expect(errorsOfApi(shop)).toBe(0);
  });

  it('stand idle until the switch, and go back without being started again', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.0.0'));
    shop.traffic.start();
    await carryOut(shop, 'b', stage('1.1.0', { kind: 'idle' }));
    expect(await read(`${shop.url}/${api}`)).toMatchObject({ version: '1.0.0', idle: '1.1.0' });
    const pids = [...shop.pids()].sort();
    await carryOut(shop, 'c', stage('1.1.0', { kind: 'switch' }));
    expect(await read(`${shop.url}/${api}`)).toMatchObject({ version: '1.1.0', idle: '1.0.0' });
    expect([...shop.pids()].sort()).toEqual(pids);
    await carryOut(shop, 'd', back('1.0.0'));
    await shop.traffic.stop();

    expect(await read(`${shop.url}/${api}`)).toMatchObject({ version: '1.0.0' });
    expect(shop.pids()).toHaveLength(1);
    expect(pids).toContain(shop.pids()[0]);
    expect(errorsOfApi(shop)).toBe(0);
  });

  it('stand as they stood after the platform was started again', async () => {
    const dir = temporaryFolder();
    const first = await startTestShop({ dir });
    await carryOut(first, 'a', deploy('1.0.0'));
    await carryOut(first, 'b', stage('1.1.0', { kind: 'share', percent: 20 }));
    await first.close();
    const second = await startTestShop({ dir });
    expect(await read(`${second.url}/${api}`)).toMatchObject({
      shares: [
        { version: '1.0.0', percent: 80 },
        { version: '1.1.0', percent: 20 },
      ],
    });
    await second.close();
  });

  it('are left alone when a stage cannot be carried out', async () => {
    const shop = await startTestShop();
    await carryOut(shop, 'a', deploy('1.0.0'));
    const ended = await carryOut(shop, 'b', stage('1.1.0', { kind: 'switch' }));
    expect(ended).toMatchObject({ status: 'failure', stage: { kind: 'switch' } });
    expect(await read(`${shop.url}/${api}`)).toMatchObject({ version: '1.0.0' });
  });
});
