import { describe, expect, it } from 'vitest';
import { aDeployment } from '#test/contract/deployer.contract.ts';
import type { KubernetesServer } from '#test/support/kubernetes/kubernetes-server.ts';
import { aClusterDeployment, aClusterRoute, aClusterService } from '#test/support/kubernetes/objects.ts';
import { aCluster, place } from './a-cluster.ts';

const back = { version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' } as const;
const share = (percent: number) => aDeployment({ stage: { kind: 'share', percent } });

function replicas(server: KubernetesServer, name: string): unknown {
  return (server.object('deployments', name).spec as { replicas: number }).replicas;
}

describe('with the weights of an HTTPRoute', () => {
  async function aCanary() {
    const traffic = { by: 'route', second: 'api-canary', route: 'api', stable: 'api', canary: 'api-canary' };
    const cluster = await aCluster({ traffic, container: 'api' });
    cluster.server.put('deployments', 'production', aClusterDeployment('api-canary', '1.4.2', 0));
    cluster.server.put('httproutes', 'production', aClusterRoute('api', 'api', 'api-canary'));
    const rules = () => (cluster.server.object('httproutes', 'api').spec as { rules: unknown }).rules;
    return { ...cluster, rules };
  }

  it('shares of the traffic are offered and no others', async () => {
    const { client } = await aCanary();
    expect(await client().capabilities()).toEqual({ observe: true, remove: true, stages: ['share'] });
    await expect(client().deploy(aDeployment({ stage: { kind: 'idle' } }))).rejects.toMatchObject({ fault: 'user' });
  });

  it('a version gets shares, then the whole, and the second Deployment ends without pods', async () => {
    const { carryOut, client, rules, server } = await aCanary();
    for (const percent of [5, 50]) {
      const stage = share(percent);
      expect(await carryOut(stage)).toEqual({ kind: 'success' });
      expect(server.changes(stage.key)).toEqual(['deployments/api-canary #0', 'httproutes/api #1']);
      const shares = [
        { version: '1.4.2', percent: 100 - percent },
        { version: '1.5.0', percent },
      ];
      expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', shares });
    }
    const whole = aDeployment();
    expect(await carryOut(whole)).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0' });
    expect(replicas(server, 'api-canary')).toBe(0);
    expect(rules()).toMatchObject([
      {
        backendRefs: [
          { name: 'api', port: 80, weight: 100 },
          { name: 'api-canary', weight: 0 },
        ],
      },
      { matches: [{ path: { value: '/docs' } }], backendRefs: [{ name: 'docs', weight: 1 }] },
    ]);
  });

  it('the digest of a version with a share is told beside that of the stable one', async () => {
    const { carryOut, client, server } = await aCanary();
    server.manner = { takes: 0, failure: null, digests: true };
    await carryOut(share(20));
    const artifact = `sha256:${'ab'.repeat(32)}`;
    const seen = await client().observe(place);
    expect(seen).toMatchObject({ shares: [{ version: '1.4.2' }, { version: '1.5.0', percent: 20, artifact }] });
  });

  it('a rollback of a share leaves the stable pods alone', async () => {
    const { carryOut, client, server } = await aCanary();
    await carryOut(share(20));
    server.manner = { takes: 60_000, failure: null, digests: false };
    const rollback = aDeployment(back);
    expect(await carryOut(rollback)).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2' });
    expect(server.effects.filter((one) => one.change.startsWith(`${rollback.key}#1`))).toMatchObject([{ spec: false }]);
  });

  it('a rollback takes the share away before it waits for pods, and is not held up by a gateway', async () => {
    const { carryOut, client, rules, server } = await aCanary();
    await carryOut(share(50));
    await carryOut(aDeployment());
    await carryOut(share(50));
    server.gateway = { status: 'False', message: 'No listener matches.' };
    server.manner = { takes: 60_000, failure: null, digests: false };
    expect(await client().deploy(aDeployment(back))).toMatchObject({ kind: 'in_progress' });
    expect(rules()).toMatchObject([{ backendRefs: [{ weight: 100 }, { weight: 0 }] }, {}]);
    expect(JSON.stringify(server.object('deployments', 'api'))).toContain('shop/api:1.4.2');
  });

  it('the weights stay while the pods of the share are not there', async () => {
    const { client, rules, server } = await aCanary();
    server.manner = { takes: 60_000, failure: null, digests: false };
    server.put('deployments', 'production', aClusterDeployment('api-canary', '1.4.2', 2));
    expect(await client().deploy(share(20))).toMatchObject({ kind: 'in_progress', note: '0 of 2 pods are updated.' });
    expect(rules()).toMatchObject([{ backendRefs: [{ name: 'api' }, { weight: 0 }] }, {}]);
  });

  it('a gateway is waited for, and its refusal fails the stage with its sentence', async () => {
    const { client, server } = await aCanary();
    server.gateway = null;
    const stage = share(20);
    expect(await client().deploy(stage)).toMatchObject({
      kind: 'in_progress',
      note: expect.stringContaining('gateway'),
    });
    server.gateway = { status: 'False', message: 'No listener matches.' };
    expect(await client().find(stage)).toMatchObject({
      kind: 'failure',
      why: expect.stringContaining('No listener matches.'),
    });
  });

  it.each([0, 1, 2])('a connection that drops after patch %i is no second patch', async (index) => {
    const { carryOut, client, server } = await aCanary();
    const paths = ['deployments/api', 'deployments/api-canary', 'httproutes/api'];
    const call = `PATCH ${[...server.objects.keys()].find((path) => path.endsWith(paths[index] ?? ''))}`;
    const stage = share(20);
    server.faults = [{ call, answer: 'drop', after: true }];
    await expect(client().deploy(stage)).rejects.toMatchObject({ code: 'DEPLOYER_UNAVAILABLE' });
    expect(await carryOut(stage)).toEqual({ kind: 'success' });
    expect(server.changes(stage.key)).toHaveLength(2);
    expect(server.count('PATCH')).toBe(3);
  });
});

describe('a worker that was held up', () => {
  it('does not move traffic any more once a rollback came after its deployment', async () => {
    const traffic = { by: 'route', second: 'api-canary', route: 'api', stable: 'api', canary: 'api-canary' };
    const { carryOut, client, server } = await aCluster({ traffic, container: 'api' });
    server.put('deployments', 'production', aClusterDeployment('api-canary', '1.4.2', 0));
    server.put('httproutes', 'production', aClusterRoute('api', 'api', 'api-canary'));
    const route = 'PATCH /apis/gateway.networking.k8s.io/v1/namespaces/production/httproutes/api';
    server.faults = [{ call: route, answer: { wait: 1_500 } }];
    const late = share(20);
    const held = client().deploy(late);
    await expect.poll(() => server.count(route), { timeout: 5_000 }).toBe(1);
    expect(await carryOut(aDeployment(back))).toEqual({ kind: 'success' });
    expect(await held).toMatchObject({ kind: 'unknown' });
    expect(server.changes(late.key)).toEqual(['deployments/api-canary #0']);
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2' });
  });
});

describe('with the selector of a Service', () => {
  async function twoSides() {
    const traffic = { by: 'selector', second: 'api-green', service: 'api' };
    const cluster = await aCluster({ traffic, container: 'api' });
    cluster.server.put('deployments', 'production', aClusterDeployment('api-green', '1.4.1', 0));
    cluster.server.put('services', 'production', aClusterService('api', 'api'));
    const stage = (kind: 'idle' | 'switch' | 'retire') => cluster.carryOut(aDeployment({ stage: { kind } }));
    const selector = () => (cluster.server.object('services', 'api').spec as { selector: unknown }).selector;
    return { ...cluster, selector, stage };
  }

  it('a version goes to the idle side, gets the traffic, and goes on to the other side with the next one', async () => {
    const { carryOut, client, selector, server, stage } = await twoSides();
    expect(await client().capabilities()).toEqual({ observe: true, remove: true, stages: ['idle'] });
    expect(await stage('idle')).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', idle: '1.5.0' });
    expect(await stage('switch')).toEqual({ kind: 'success' });
    expect(selector()).toEqual({ app: 'api-green' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0', idle: '1.4.2' });
    expect(await stage('retire')).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0', idle: null });
    expect(replicas(server, 'api')).toBe(0);
    const next = aDeployment({ version: '1.6.0', previous: '1.5.0', stage: { kind: 'idle' } });
    expect(await carryOut(next)).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0', idle: '1.6.0' });
    expect(replicas(server, 'api')).toBe(3);
  });

  it('a rollback of a switch only switches back and stops what was on its way', async () => {
    const { carryOut, client, selector, server, stage } = await twoSides();
    await stage('idle');
    await stage('switch');
    server.manner = { takes: 60_000, failure: null, digests: false };
    expect(await carryOut(aDeployment(back))).toEqual({ kind: 'success' });
    expect(selector()).toEqual({ app: 'api' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', idle: null });
  });

  it('a rollback before the switch leaves the traffic where it is', async () => {
    const { carryOut, client, selector, stage } = await twoSides();
    await stage('idle');
    expect(await carryOut(aDeployment(back))).toEqual({ kind: 'success' });
    expect(selector()).toEqual({ app: 'api' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', idle: null });
  });

  it('a rollback after the old side was retired rolls the live side back', async () => {
    const { carryOut, client, stage } = await twoSides();
    for (const kind of ['idle', 'switch', 'retire'] as const) await stage(kind);
    expect(await carryOut(aDeployment(back))).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', idle: null });
  });

  it('a removal stops both sides', async () => {
    const { carryOut, client, server, stage } = await twoSides();
    await stage('idle');
    expect(await carryOut(aDeployment({ ...back, version: null, previous: '1.4.2' }))).toEqual({ kind: 'success' });
    expect([replicas(server, 'api'), replicas(server, 'api-green')]).toEqual([0, 0]);
    expect(await client().observe(place)).toEqual({ kind: 'running', version: null, idle: null });
  });

  it('a Service that selects neither side, or both, is refused', async () => {
    const { client, server } = await twoSides();
    server.put('services', 'production', aClusterService('api', 'other'));
    await expect(client().deploy(aDeployment({ stage: { kind: 'idle' } }))).rejects.toMatchObject({
      message: expect.stringContaining('none of api and api-green'),
    });
    expect(server.effects).toEqual([]);
  });

  it('the same stage sent by several at once is made once', async () => {
    const { client, server, stage } = await twoSides();
    await stage('idle');
    const once = aDeployment({ stage: { kind: 'switch' } });
    await Promise.all(Array.from({ length: 5 }, () => client().deploy(once)));
    expect(await client().find(once)).toEqual({ kind: 'success' });
    expect([...server.changes(once.key)].sort()).toEqual(['deployments/api-green #0', 'services/api #1']);
  });
});
