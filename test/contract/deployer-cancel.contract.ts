import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, type ContractTarget, untilSettled } from './deployer.contract.ts';

type InProgress = Extract<DeploymentStatus, { kind: 'in_progress' }>;

const place = { service: 'api', environment: 'production' };

/** What every deployer promises that can end a deployment in progress, besides the rest of the contract. */
export function describeCancel(name: string, createTarget: () => Promise<ContractTarget>): void {
  describe(`the deployer contract on cancelling, kept by ${name}:`, () => {
    let target: ContractTarget;
    beforeEach(async () => {
      target = await createTarget();
      await target.run('api', 'production', '1.4.2');
    });
    afterEach(() => target.close());

    const begin = async (deployment: Deployment): Promise<InProgress> => {
      await target.behave({ takes: 15_000 });
      const status = await target.client().deploy(deployment);
      if (status.kind !== 'in_progress') throw new Error(`It is not in progress but ${status.kind}.`);
      return status;
    };
    const settle = (deployment: Deployment, status: DeploymentStatus): Promise<DeploymentStatus> =>
      untilSettled(() => target.client(), deployment, status);

    it('a deployment in progress ends as a failure, and the old version runs on', async () => {
      const deployment = aDeployment();
      const begun = await begin(deployment);
      expect(await cancel(target.client(), deployment, begun.handle)).toEqual({ kind: 'asked' });
      expect(await settle(deployment, begun)).toMatchObject({ kind: 'failure' });
      expect(await target.client().observe(place)).toMatchObject({ kind: 'running', version: '1.4.2' });
      expect(await target.effects(deployment.key)).toBe(1);
    });

    it('a second wish changes nothing, and the key is not sent again', async () => {
      const deployment = aDeployment();
      const begun = await begin(deployment);
      await cancel(target.client(), deployment, begun.handle);
      await cancel(target.client(), deployment, begun.handle);
      await settle(deployment, begun);
      await cancel(target.client(), deployment, begun.handle);
      await target.behave({ takes: 0 });
      expect(await settle(deployment, await target.client().deploy(deployment))).toMatchObject({ kind: 'failure' });
      expect(await target.effects(deployment.key)).toBe(1);
    });

    it('a deployment that is done stays done', async () => {
      await target.behave({ takes: 300 });
      const deployment = aDeployment();
      const begun = await target.client().deploy(deployment);
      expect(await settle(deployment, begun)).toMatchObject({ kind: 'success' });
      if (begun.kind === 'in_progress') await cancel(target.client(), deployment, begun.handle);
      expect(await target.client().find(deployment)).toMatchObject({ kind: 'success' });
      expect(await target.client().observe(place)).toMatchObject({ version: '1.5.0' });
    });

    it('the way back goes out once the deployment has ended', async () => {
      const deployment = aDeployment();
      const begun = await begin(deployment);
      await cancel(target.client(), deployment, begun.handle);
      await settle(deployment, begun);
      await target.behave({ takes: 0 });
      const back = aDeployment({ version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' });
      expect(await settle(back, await target.client().deploy(back))).toMatchObject({ kind: 'success' });
      expect([await target.effects(deployment.key), await target.effects(back.key)]).toEqual([1, 1]);
    });
  });
}

async function cancel(client: Deployer, deployment: Deployment, handle: InProgress['handle']): Promise<unknown> {
  if (client.cancel === undefined) throw new Error('It cannot cancel.');
  return client.cancel(deployment, JSON.parse(JSON.stringify(handle)));
}
