import { describe, expect, it } from 'vitest';
import { createHttpDeployer } from '#adapters/http-deployer/http-deployer.ts';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { describeArtifacts } from '#test/contract/deployer-artifacts.contract.ts';
import { effectKeys, startTestShop, upload } from '../../sandbox/shop/shop-fixture.ts';

const deployerAt = (url: string): Deployer =>
  createHttpDeployer({ kind: 'http', url, timeout: 60_000 }, { environment: {} });

const carryOut = async (deployer: Deployer, deployment: Deployment): Promise<DeploymentStatus> =>
  untilSettled(() => deployer, deployment, await deployer.deploy(deployment));

const first = (changed: Partial<Deployment> = {}): Deployment =>
  aDeployment({ version: '1.0.0', previous: null, ...changed });

describe('with real processes behind the platform of the sandbox', () => {
  it('brings a service to a version, on to the next, back and away', async () => {
    const shop = await startTestShop();
    const deployer = deployerAt(shop.url);
    const place = { service: 'api', environment: 'production' };
    const steps = [
      first(),
      aDeployment({ version: '1.1.0', previous: '1.0.0' }),
      aDeployment({ version: '1.0.0', previous: '1.1.0', commit: null, intent: 'rollback' }),
      aDeployment({ version: null, previous: '1.0.0', commit: null, intent: 'rollback' }),
    ];
    for (const step of steps) {
      expect(await carryOut(deployer, step)).toMatchObject({ kind: 'success' });
      expect(await deployer.observe(place)).toMatchObject({ kind: 'running', version: step.version });
    }
    expect(effectKeys(shop)).toEqual(steps.map(({ key }) => key));
    expect(await deployer.check()).toEqual({ ok: true });
    expect(await deployer.capabilities()).toEqual({
      observe: true,
      remove: true,
      stages: ['share', 'instances', 'idle'],
      baseline: true,
      artifacts: true,
    });
  });

  it('runs a fresh deployment of the old version beside a share, and finds it again under its key', async () => {
    const shop = await startTestShop();
    const deployer = deployerAt(shop.url);
    await carryOut(deployer, first());
    const stage = { kind: 'share', percent: 20, baseline: '1.0.0-baseline' } as const;
    const deployment = aDeployment({ version: '1.1.0', previous: '1.0.0', stage });
    expect(await carryOut(deployer, deployment)).toMatchObject({ kind: 'success' });
    expect(await deployer.find(deployment)).toMatchObject({ kind: 'success' });
    expect(await deployer.observe({ service: 'api', environment: 'production' })).toMatchObject({
      version: '1.0.0',
      shares: [
        { version: '1.0.0', percent: 60 },
        { version: '1.1.0', percent: 20 },
        { version: '1.0.0-baseline', percent: 20 },
      ],
    });
    const unlike = { ...deployment, stage: { kind: 'share', percent: 20 } as const };
    await expect(deployer.find(unlike)).rejects.toMatchObject({ code: 'DEPLOYER_FAILED' });
  });

  it('cancels a deployment before it has changed anything, and sends the way back behind it', async () => {
    const shop = await startTestShop({ deployDuration: 300 });
    const deployer = deployerAt(shop.url);
    await carryOut(deployer, first());
    shop.faults.add({ kind: 'slow' });
    const deployment = aDeployment({ version: '1.1.0', previous: '1.0.0' });
    const begun = await deployer.deploy(deployment);
    if (begun.kind !== 'in_progress') throw new Error('It is not in progress.');
    expect(await deployer.cancel?.(deployment, begun.handle)).toEqual({ kind: 'asked' });
    expect(await untilSettled(() => deployer, deployment, begun)).toMatchObject({
      kind: 'failure',
      why: expect.stringContaining('It was cancelled before anything was changed.'),
    });
    const back = aDeployment({ version: '1.0.0', previous: '1.1.0', commit: null, intent: 'rollback' });
    expect(await carryOut(deployer, back)).toMatchObject({ kind: 'success' });
    expect(effectKeys(shop)).not.toContain(deployment.key);
  });

  it.each([
    ['drop-after-effect', 'success'],
    ['drop-before-effect', 'not_seen'],
    ['500', 'not_seen'],
    ['429', 'not_seen'],
  ] as const)('finds after %s that the deployment is %s, and has it carried out once', async (kind, found) => {
    const shop = await startTestShop();
    const deployer = deployerAt(shop.url);
    shop.faults.add({ kind });
    const deployment = first();
    await expect(deployer.deploy(deployment)).rejects.toMatchObject({
      code: 'DEPLOYER_UNAVAILABLE',
      fault: 'transient',
    });
    expect((await deployer.find(deployment)).kind).toBe(found);
    expect(await carryOut(deployer, deployment)).toMatchObject({ kind: 'success' });
    expect(effectKeys(shop)).toEqual([deployment.key]);
  });

  it('tells why a deployment failed, and which version is not there', async () => {
    const shop = await startTestShop();
    const deployer = deployerAt(shop.url);
    shop.faults.add({ kind: 'failure' });
    expect(await carryOut(deployer, first())).toEqual({
      kind: 'failure',
      why: 'The platform could not place the service: no capacity.',
    });
    await expect(deployer.deploy(first({ version: '7.0.0' }))).rejects.toMatchObject({
      code: 'DEPLOYER_FAILED',
      fault: 'user',
    });
  });
});

describeArtifacts('http, with the platform of the sandbox', async () => {
  const shop = await startTestShop();
  let builds = 0;
  return {
    client: () => deployerAt(shop.url),
    build: async (version) => {
      builds += 1;
      const answer = await upload(shop, version, { 'build.txt': `${builds}\n` });
      return `sha256:${((await answer.json()) as { checksum: string }).checksum}`;
    },
    close: async () => undefined,
  };
});
