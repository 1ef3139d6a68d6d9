import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createHttpDeployer } from '#adapters/http-deployer/http-deployer.ts';
import type { Step } from '#domain/plan/step.ts';
import { deploy } from '#jobs/steps/deploy.ts';
import { verifyService } from '#jobs/steps/verify-service.ts';
import { createPropose } from '#operations/propose/propose.ts';
import type { StepOutcome } from '#operations/steps/step-definition.ts';
import { aWish, aWorkshop, rel } from '../../operations/a-workshop.ts';
import { carryOut, deploy as deployed, read, startTestShop, upload } from '../../sandbox/shop/shop-fixture.ts';
import { aStep } from './a-step.ts';

/** A shop whose api runs 1.4.2 in production in four processes, and a proposal that is to bring it to 1.5.0 in batches of two. */
async function aRelease() {
  const shop = await startTestShop({ instances: () => 4, traffic: { staging: 0, production: 10 } });
  await Promise.all(['1.4.2', '1.5.0'].map((version) => upload(shop, version)));
  await carryOut(shop, 'before', deployed('1.4.2'));
  const workshop = aWorkshop({
    services: { api: { deployer: { kind: 'http', url: shop.url } } },
    environments: [{ name: 'production', strategy: 'rolling', rolling: { batchSize: 2 } }],
  });
  const deployer = createHttpDeployer({ kind: 'http', url: shop.url, timeout: 60_000 }, { environment: {} });
  const ports = { ...workshop.ports, deployers: { of: () => deployer } };
  const outcome = await createPropose(ports)(aWish(1));
  if (outcome.kind !== 'proposed') throw new Error(JSON.stringify(outcome));
  const { plan } = await workshop.releases.get(rel(1));
  return { shop, ports, plan };
}

/** Takes looks at one step of the plan until it has ended. */
async function carriedOut(ports: Parameters<typeof aStep>[2], step: Step): Promise<StepOutcome> {
  const definition = step.kind === 'deploy' ? deploy : verifyService;
  const { poll, run } = aStep(definition, step.params, ports, { step, key: `${rel(1)}/${step.id}/1` });
  let outcome = await run();
  while (outcome.kind === 'pending') {
    await sleep(20);
    outcome = await poll(outcome.handle);
  }
  return outcome;
}

it('a release in batches of two replaces as many real processes as the plan says, and customers meet with no error', async () => {
  const { shop, ports, plan } = await aRelease();
  shop.traffic.start();
  const seen: unknown[] = [];
  for (const step of plan.steps.filter(({ kind }) => kind === 'deploy' || kind === 'verify-service')) {
    expect(await carriedOut(ports, step)).toMatchObject({ kind: 'succeeded' });
    if (step.kind !== 'deploy') continue;
    const { shares, version } = await read<{ version: string; shares?: { version: string; instances: number }[] }>(
      `${shop.url}/services/api/environments/production`,
    );
    seen.push([step.title, shares?.map((one) => `${one.instances} of ${one.version}`) ?? version]);
  }
  await shop.traffic.stop();

  expect(seen).toEqual([
    ['Deploy api 1.5.0 to 2 of 4 instances in production', ['2 of 1.4.2', '2 of 1.5.0']],
    ['Deploy api 1.5.0 to production', '1.5.0'],
  ]);
  expect(shop.pids()).toHaveLength(4);
  const api = shop.traffic.counts().filter(({ service }) => service === 'api');
  expect(api.reduce((sum, { errors }) => sum + errors, 0)).toBe(0);
});
