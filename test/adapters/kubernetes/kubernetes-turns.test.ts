import { describe, expect, it } from 'vitest';
import type { Stage } from '#domain/plan/stage.ts';
import { aDeployment } from '#test/contract/deployer.contract.ts';
import { aClusterDeployment, aClusterRoute } from '#test/support/kubernetes/objects.ts';
import { aCluster, place } from './a-cluster.ts';

const back = { version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' } as const;

/** api 1.4.2 on the first of two Deployments that take turns behind an HTTPRoute. */
async function twoTurns() {
  const traffic = { by: 'route', second: 'api-b', route: 'api', stable: 'api', canary: 'api-b', turns: true };
  const cluster = await aCluster({ traffic, container: 'api' });
  cluster.server.put('deployments', 'production', aClusterDeployment('api-b', '1.4.1', 0));
  cluster.server.put('httproutes', 'production', aClusterRoute('api', 'api', 'api-b'));
  const replicas = (name: string) => (cluster.server.object('deployments', name).spec as { replicas: number }).replicas;
  const make = async (stage: Stage, version = '1.5.0') => {
    const deployment = aDeployment({ stage, version });
    expect(await cluster.carryOut(deployment)).toEqual({ kind: 'success' });
    return cluster.server.changes(deployment.key);
  };
  return { ...cluster, replicas, make };
}

describe('two Deployments that take turns behind an HTTPRoute', () => {
  it('offer shares and an idle side', async () => {
    const { client } = await twoTurns();
    expect(await client().capabilities()).toEqual({ observe: true, remove: true, stages: ['share', 'idle'] });
  });

  it('go from an idle side over shares to a switch, and the next release the other way', async () => {
    const { client, make, replicas } = await twoTurns();
    expect(await make({ kind: 'idle' })).toEqual(['deployments/api-b #0']);
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', idle: '1.5.0' });
    for (const percent of [20, 60]) {
      expect(await make({ kind: 'share', percent })).toEqual(['deployments/api-b #0', 'httproutes/api #1']);
      const seen = await client().observe(place);
      expect(seen.kind === 'running' && seen.shares).toContainEqual({ version: '1.5.0', percent });
    }
    await make({ kind: 'switch' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0', idle: '1.4.2' });
    expect(await make({ kind: 'retire' })).toEqual(['deployments/api #0']);
    expect([replicas('api'), replicas('api-b')]).toEqual([0, 1]);
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0', idle: null });
    await make({ kind: 'share', percent: 20 }, '1.6.0');
    expect(await client().observe(place)).toMatchObject({
      version: '1.5.0',
      shares: [
        { version: '1.5.0', percent: 80 },
        { version: '1.6.0', percent: 20 },
      ],
    });
    await make({ kind: 'whole' }, '1.6.0');
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.6.0', idle: null });
    expect([replicas('api'), replicas('api-b')]).toEqual([3, 0]);
  });

  it.each<[string, readonly Stage[]]>([
    ['a share', [{ kind: 'share', percent: 20 }]],
    ['most of the traffic', [{ kind: 'share', percent: 80 }]],
    ['a switch', [{ kind: 'idle' }, { kind: 'switch' }]],
  ])('a rollback of %s moves the traffic and sets no image', async (_what, stages) => {
    const { carryOut, client, make, replicas, server } = await twoTurns();
    for (const stage of stages) await make(stage);
    server.manner = { takes: 60_000, failure: null, digests: false };
    expect(await carryOut(aDeployment(back))).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', idle: null });
    expect(replicas('api-b')).toBe(0);
  });

  it('the whole at once is brought to the side without traffic first', async () => {
    const { make } = await twoTurns();
    expect(await make({ kind: 'whole' })).toEqual(['deployments/api-b #0', 'httproutes/api #1', 'deployments/api #2']);
  });

  it('tell the digest on the idle side, and at a share', async () => {
    const { client, make, server } = await twoTurns();
    server.manner = { takes: 0, failure: null, digests: true };
    const artifact = `sha256:${'ab'.repeat(32)}`;
    await make({ kind: 'idle' });
    const idle = { version: '1.4.2', idle: '1.5.0', idleArtifact: artifact };
    expect(await client().observe(place)).toEqual({ kind: 'running', ...idle });
    await make({ kind: 'share', percent: 20 });
    const shares = [
      { version: '1.4.2', percent: 80 },
      { version: '1.5.0', percent: 20, artifact },
    ];
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', shares });
  });

  it('neither is retired while both have traffic', async () => {
    const { client, make } = await twoTurns();
    await make({ kind: 'share', percent: 20 });
    await expect(client().deploy(aDeployment({ stage: { kind: 'retire' } }))).rejects.toThrow('Both api and api-b');
  });

  it.each([
    ['no HTTPRoute of that name', { route: 'web' }, 'There is no HTTPRoute web'],
    ['no second Deployment', { second: 'api-c' }, 'There is no Deployment api-c'],
  ])('are refused where there is %s', async (_what, changed, why) => {
    const { client } = await twoTurns();
    const traffic = { by: 'route', second: 'api-b', route: 'api', stable: 'api', canary: 'api-b', turns: true };
    const deployment = aDeployment({ stage: { kind: 'idle' } });
    await expect(client({ traffic: { ...traffic, ...changed } }).deploy(deployment)).rejects.toThrow(why);
  });
});
