import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deployer, Deployment, DeploymentStatus, Observation } from '#ports/deployer.ts';

/** A place to deploy to, as the contract needs it: it counts effects at the receiving side and can be told to misbehave. */
export type ContractTarget = {
  /** A new client, as a worker has after a restart. Kept state is the target's own. */
  client(): Deployer;
  /** Times the deployment of this key was carried out at the receiving side. */
  effects(key: string): Promise<number>;
  /** From now on deployments take this long and fail with this sentence, or succeed. */
  behave(manner: { readonly takes?: number; readonly failure?: string | null }): Promise<void>;
  /** Says from outside what runs. */
  run(service: string, environment: string, version: string | null): Promise<void>;
  /** Sends a deployment so that it is carried out, and loses the answer. */
  deployAndLoseTheAnswer(deployment: Deployment): Promise<void>;
  /** Loses every trace of the deployment but its effect: what is left is a key that may have happened. */
  loseTrace(key: string): Promise<void>;
  /** What is told of a place where nothing was ever deployed; that nothing runs, when left out. */
  readonly untouched?: Observation;
  close(): Promise<void>;
};

let keys = 0;

/** A deployment of the api to production under a key of its own. */
export function aDeployment(changed: Partial<Deployment> = {}): Deployment {
  keys += 1;
  return {
    key: `rel-abcdefghijkl/production/deploy/api/${keys}`,
    project: 'shop',
    service: 'api',
    environment: 'production',
    version: '1.5.0',
    previous: '1.4.2',
    commit: 'a'.repeat(40),
    intent: 'deploy',
    ...changed,
  };
}

/** Polls as the engine does, with a new client each time when `client` makes one. Gives up after 20 s. */
export async function untilSettled(
  client: () => Deployer,
  deployment: Deployment,
  first: DeploymentStatus,
): Promise<DeploymentStatus> {
  const patience = performance.now() + 20_000;
  let status = first;
  while (status.kind === 'in_progress' && performance.now() < patience) {
    await delay(25);
    status = await client().poll(deployment, JSON.parse(JSON.stringify(status.handle)));
  }
  return status;
}

/** What every deployer promises. */
export function describeDeployer(name: string, createTarget: () => Promise<ContractTarget>): void {
  describe(`the deployer contract, kept by ${name}:`, () => {
    let target: ContractTarget;
    beforeEach(async () => {
      target = await createTarget();
      await target.run('api', 'production', '1.4.2');
    });
    afterEach(() => target.close());

    const carryOut = async (deployment: Deployment): Promise<DeploymentStatus> => {
      const client = target.client();
      return untilSettled(() => client, deployment, await client.deploy(deployment));
    };
    const place = { service: 'api', environment: 'production' };

    it('a deployment succeeds and its version runs', async () => {
      const deployment = aDeployment();
      expect(await carryOut(deployment)).toMatchObject({ kind: 'success' });
      expect(await target.client().observe(place)).toMatchObject({ kind: 'running', version: '1.5.0' });
      expect(await target.effects(deployment.key)).toBe(1);
    });

    it('a slow deployment is in progress, and the old version runs meanwhile', async () => {
      await target.behave({ takes: 1_000 });
      const deployment = aDeployment();
      const client = target.client();
      const first = await client.deploy(deployment);
      expect(first.kind).toBe('in_progress');
      expect(await client.observe(place)).toMatchObject({ kind: 'running', version: '1.4.2' });
      expect(await untilSettled(() => client, deployment, first)).toMatchObject({ kind: 'success' });
    });

    it('a deployment that fails says why', async () => {
      await target.behave({ failure: 'No capacity is left.' });
      expect(await carryOut(aDeployment())).toMatchObject({
        kind: 'failure',
        why: expect.stringContaining('No capacity is left.'),
      });
      expect(await target.client().observe(place)).toMatchObject({ kind: 'running', version: '1.4.2' });
    });

    it('a failed key stays failed when it is sent again', async () => {
      await target.behave({ failure: 'No capacity is left.' });
      const deployment = aDeployment();
      await carryOut(deployment);
      await target.behave({ failure: null });
      expect(await carryOut(deployment)).toMatchObject({ kind: 'failure' });
      expect(await target.effects(deployment.key)).toBe(1);
    });

    it('the same key sent twice is one deployment', async () => {
      const deployment = aDeployment();
      await carryOut(deployment);
      expect(await carryOut(deployment)).toMatchObject({ kind: 'success' });
      expect(await target.effects(deployment.key)).toBe(1);
    });

    it('the same key sent by several at once is one deployment, and all see its end', async () => {
      await target.behave({ takes: 300 });
      const deployment = aDeployment();
      const ends = await Promise.all(Array.from({ length: 6 }, () => carryOut(deployment)));
      expect(ends.map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => 'success'));
      expect(await target.effects(deployment.key)).toBe(1);
    });

    it('two keys are two deployments', async () => {
      const one = aDeployment();
      const other = aDeployment({ version: '1.5.1', previous: '1.5.0' });
      await carryOut(one);
      await carryOut(other);
      expect([await target.effects(one.key), await target.effects(other.key)]).toEqual([1, 1]);
    });

    it('a deployment whose answer was lost is found, and not sent again', async () => {
      const deployment = aDeployment();
      await target.deployAndLoseTheAnswer(deployment);
      const client = target.client();
      const found = await client.find(deployment);
      expect(found.kind).not.toBe('not_seen');
      if (found.kind === 'not_seen') return;
      expect(await untilSettled(() => client, deployment, found)).toMatchObject({ kind: 'success' });
      expect(await target.effects(deployment.key)).toBe(1);
    });

    it('a key that was never sent is not seen', async () => {
      const deployment = aDeployment({ startedOn: [] });
      expect(await target.client().find(deployment)).toEqual({ kind: 'not_seen' });
      expect(await target.effects(deployment.key)).toBe(0);
    });

    it('a client started anew in the middle goes on with the handle', async () => {
      await target.behave({ takes: 800 });
      const deployment = aDeployment();
      const first = await target.client().deploy(deployment);
      expect(await untilSettled(() => target.client(), deployment, first)).toMatchObject({ kind: 'success' });
      expect(await target.effects(deployment.key)).toBe(1);
    });

    it('a deployment in progress whose trace is lost is unknown, never a guess', async () => {
      await target.behave({ takes: 400, failure: 'It would have failed.' });
      const deployment = aDeployment();
      const first = await target.client().deploy(deployment);
      expect(first.kind).toBe('in_progress');
      if (first.kind !== 'in_progress') return;
      await target.loseTrace(deployment.key);
      expect(await target.client().poll(deployment, first.handle)).toMatchObject({ kind: 'unknown' });
    });

    it('a rollback brings the earlier version back', async () => {
      await carryOut(aDeployment());
      const back = aDeployment({ version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' });
      expect(await carryOut(back)).toMatchObject({ kind: 'success' });
      expect(await target.client().observe(place)).toMatchObject({ kind: 'running', version: '1.4.2' });
    });

    it('a deployment that names an artifact runs no other: it is refused, or artifacts are nothing the deployer knows', async () => {
      const { artifacts = false } = await target.client().capabilities();
      const deployment = aDeployment({ artifact: `sha256:${'0'.repeat(64)}` });
      const end = await carryOut(deployment).catch(() => ({ kind: 'failure' }));
      expect(end.kind).toBe(artifacts ? 'failure' : 'success');
    });

    it('a removal takes the service away', async () => {
      expect(await target.client().capabilities()).toMatchObject({ observe: true, remove: true });
      const removal = aDeployment({ version: null, previous: '1.4.2', commit: null, intent: 'rollback' });
      expect(await carryOut(removal)).toMatchObject({ kind: 'success' });
      expect(await target.client().observe(place)).toMatchObject({ kind: 'running', version: null });
      expect(await carryOut(removal)).toMatchObject({ kind: 'success' });
      expect(await target.effects(removal.key)).toBe(1);
    });

    it('what runs in one place says nothing about another', async () => {
      await carryOut(aDeployment());
      const untouched = target.untouched ?? { kind: 'running', version: null };
      expect(await target.client().observe({ service: 'api', environment: 'staging' })).toEqual(untouched);
    });

    it('the check for the doctor is passed', async () => {
      expect(await target.client().check()).toEqual({ ok: true });
    });
  });
}
