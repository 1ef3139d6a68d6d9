import { describe, expect, it } from 'vitest';
import type { DeploymentRequest, RunningVersion } from '../../../sandbox/shop/deployer-protocol.ts';
import { nextStanding, type Standing } from '../../../sandbox/shop/standing.ts';
import type { Shop } from '../../../sandbox/shop/start-shop.ts';
import { carryOut, deploy, read, startTestShop, temporaryFolder } from './shop-fixture.ts';

type Stage = NonNullable<DeploymentRequest['stage']>;

const batch = (version: string, percent: number, counted: { count?: number; of?: number } = {}): DeploymentRequest =>
  deploy(version, { stage: { kind: 'instances', percent, ...counted } as Stage });
const slot = (version: string) => ({ version, commit: null, artifact: null });
const old: Standing = { main: slot('1.0.0'), beside: null, percent: 0 };

describe('a batch of the instances', () => {
  it.each([
    ['as many as are asked for', 4, batch('1.1.0', 25, { count: 1, of: 4 }), 1],
    ['the share of them', 4, batch('1.1.0', 50), 2],
    ['the share where there are more by now', 6, batch('1.1.0', 50, { count: 2, of: 4 }), 3],
    ['at least one', 4, batch('1.1.0', 1), 1],
    ['never all', 4, batch('1.1.0', 99), 3],
  ])('is of %s', (_what, instances, request, count) => {
    expect(nextStanding(old, request, instances)).toEqual({
      main: slot('1.0.0'),
      beside: slot('1.1.0'),
      percent: (100 * count) / instances,
      count,
    });
  });

  it('is a share of the requests where there is one instance only', () => {
    expect(nextStanding(old, batch('1.1.0', 25), 1)).toEqual({ ...old, beside: slot('1.1.0'), percent: 25 });
  });
});

const api = 'services/api/environments/production';
const seen = (shop: Shop): Promise<RunningVersion> => read(`${shop.url}/${api}`);
const three = { instances: () => 3 };

describe('a service of three processes', () => {
  it('has one replaced after the other, and loses no request', async () => {
    const shop = await startTestShop(three);
    await carryOut(shop, 'a', deploy('1.0.0'));
    expect(await seen(shop)).toMatchObject({ version: '1.0.0', instances: 3 });
    const first = shop.pids();
    expect(first).toHaveLength(3);
    shop.traffic.start();
    await carryOut(shop, 'b', batch('1.1.0', 33, { count: 1, of: 3 }));
    expect((await seen(shop)).shares).toMatchObject([
      { version: '1.0.0', percent: 67, instances: 2 },
      { version: '1.1.0', percent: 33, instances: 1 },
    ]);
    expect(shop.pids().slice(0, 2)).toEqual(first.slice(0, 2));
    await carryOut(shop, 'c', batch('1.1.0', 67, { count: 2, of: 3 }));
    expect((await seen(shop)).shares).toMatchObject([{ instances: 1 }, { version: '1.1.0', instances: 2 }]);
    const [, ...newer] = shop.pids();
    await carryOut(shop, 'd', deploy('1.1.0'));
    await shop.traffic.stop();

    expect(await seen(shop)).toMatchObject({ version: '1.1.0', instances: 3, status: 'running' });
    expect(shop.pids()).toHaveLength(3);
    expect(shop.pids()).toEqual(expect.arrayContaining(newer));
    const counts = shop.traffic.counts().filter(({ service }) => service === 'api');
    expect(counts.reduce((sum, { errors }) => sum + errors, 0)).toBe(0);
  });

  it('has those that were replaced started again on the way back', async () => {
    const shop = await startTestShop(three);
    await carryOut(shop, 'a', deploy('1.0.0'));
    const [first = 0, second = 0] = shop.pids();
    await carryOut(shop, 'b', batch('1.1.0', 33, { count: 1, of: 3 }));
    await carryOut(shop, 'c', deploy('1.0.0', { kind: 'rollback' }));
    expect(shop.pids()).toHaveLength(3);
    expect(shop.pids()).toEqual(expect.arrayContaining([first, second]));
    expect(await seen(shop)).toMatchObject({ version: '1.0.0', instances: 3 });
  });

  it('runs as it was left after the platform is started again', async () => {
    const dir = temporaryFolder();
    const before = await startTestShop({ ...three, dir });
    await carryOut(before, 'a', deploy('1.0.0'));
    await carryOut(before, 'b', batch('1.1.0', 33, { count: 1, of: 3 }));
    await before.close();
    const after = await startTestShop({ ...three, dir });
    expect((await seen(after)).shares).toMatchObject([{ instances: 2 }, { version: '1.1.0', instances: 1 }]);
  });
});
