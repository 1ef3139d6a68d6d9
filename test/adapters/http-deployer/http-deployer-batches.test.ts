import { expect, it } from 'vitest';
import { createHttpDeployer } from '#adapters/http-deployer/http-deployer.ts';
import type { Deployer } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { startTestShop } from '../../sandbox/shop/shop-fixture.ts';

const place = { service: 'api', environment: 'production' };
const batch = { kind: 'instances', percent: 67, count: 2, of: 3 } as const;

/** A deployer at the shop, each of whose services has three processes; what is sent is noted, and an ability may be left out of what it tells. */
async function atTheShop(without?: string) {
  const shop = await startTestShop({ instances: () => 3 });
  const sent: unknown[] = [];
  const told = async (...[url, options]: Parameters<typeof fetch>): Promise<Response> => {
    if (options?.method === 'PUT') sent.push(JSON.parse(String(options.body)).stage);
    const answer = await fetch(url, options);
    const text = await answer.text();
    return new Response(text.replace(`"${without}",`, ''), { status: answer.status, headers: answer.headers });
  };
  const deployer: Deployer = createHttpDeployer(
    { kind: 'http', url: shop.url, timeout: 60_000 },
    { environment: {}, fetch: told },
  );
  const first = aDeployment({ version: '1.0.0', previous: null });
  await untilSettled(() => deployer, first, await deployer.deploy(first));
  sent.length = 0;
  return { deployer, sent };
}

it('tells how many instances there are, and replaces as many as a batch is of', async () => {
  const { deployer, sent } = await atTheShop();
  expect(await deployer.observe(place)).toMatchObject({ version: '1.0.0', instances: 3 });
  const deployment = aDeployment({ version: '1.1.0', previous: '1.0.0', stage: batch });
  expect(await untilSettled(() => deployer, deployment, await deployer.deploy(deployment))).toMatchObject({
    kind: 'success',
  });
  expect(sent).toEqual([batch]);
  expect(await deployer.observe(place)).toMatchObject({
    version: '1.0.0',
    instances: 3,
    shares: [
      { version: '1.0.0', instances: 1 },
      { version: '1.1.0', instances: 2 },
    ],
  });
  expect(await deployer.find(deployment)).toMatchObject({ kind: 'success' });
});

it('tells a platform that knows no numbers the percent alone, which comes to the same', async () => {
  const { deployer, sent } = await atTheShop('counts');
  const deployment = aDeployment({ version: '1.1.0', previous: '1.0.0', stage: batch });
  expect(await untilSettled(() => deployer, deployment, await deployer.deploy(deployment))).toMatchObject({
    kind: 'success',
  });
  expect(sent).toEqual([{ kind: 'instances', percent: 67 }]);
  expect(await deployer.find(deployment)).toMatchObject({ kind: 'success' });
  expect(await deployer.observe(place)).toMatchObject({ shares: [{ instances: 1 }, { instances: 2 }] });
});
