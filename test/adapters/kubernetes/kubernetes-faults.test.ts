import { describe, expect, it } from 'vitest';
import { aDeployment } from '#test/contract/deployer.contract.ts';
import { aClusterDeployment } from '#test/support/kubernetes/objects.ts';
import { aCluster, NOW, place } from './a-cluster.ts';

const PATCH = 'PATCH /apis/apps/v1/namespaces/production/deployments/api';

describe('a passing fault', () => {
  it.each([
    ['an answer of 500', { answer: { status: 500, body: 'etcdserver: request timed out' } }],
    ['an answer of 500 after the effect', { answer: { status: 500, body: {} }, after: true }],
    ['a request that was lost', { answer: 'drop' }],
    ['an answer that was lost', { answer: 'drop', after: true }],
    ['no answer in time', { answer: 'hang' }],
    ['no answer in time after the effect', { answer: 'hang', after: true }],
  ] as const)('(%s) is told as such, and sending the same key again is one change', async (_name, fault) => {
    const { carryOut, client, server } = await aCluster({}, 2_000);
    server.faults = [{ call: PATCH, ...fault }];
    const deployment = aDeployment();
    await expect(client().deploy(deployment)).rejects.toMatchObject({
      code: 'DEPLOYER_UNAVAILABLE',
      fault: 'transient',
    });
    const wasThere = 'after' in fault;
    expect((await client().find(deployment)).kind).toBe(wasThere ? 'success' : 'not_seen');
    expect(await carryOut(deployment)).toEqual({ kind: 'success' });
    expect(server.changes(deployment.key)).toEqual(['deployments/api #0']);
  });

  it.each([
    ['20', NOW + 20_000],
    ['Sat, 21 Nov 2026 10:02:00 GMT', NOW + 120_000],
    ['soon', NOW + 1_000],
  ])('that says Retry-After: %s with 429 is retried then', async (value, retryAt) => {
    const { client, server } = await aCluster();
    server.faults = [{ call: PATCH, answer: { status: 429, headers: { 'retry-after': value }, body: {} } }];
    const deployment = aDeployment();
    await expect(client().deploy(deployment)).rejects.toMatchObject({ code: 'DEPLOYER_UNAVAILABLE', retryAt });
    expect(server.changes(deployment.key)).toEqual([]);
  });

  it('is a Deployment that changed since it was read: it is read again, and the key is still one change', async () => {
    const { carryOut, server } = await aCluster();
    let changes = 0;
    server.meanwhile = () => {
      changes += 1;
      if (changes <= 2) server.put('deployments', 'production', aClusterDeployment('api', '1.4.2', 5));
    };
    const deployment = aDeployment();
    expect(await carryOut(deployment)).toEqual({ kind: 'success' });
    expect(server.count('PATCH')).toBe(3);
    expect(server.changes(deployment.key)).toEqual(['deployments/api #0']);
    expect(server.object('deployments', 'api')).toMatchObject({ spec: { replicas: 5 } });
  });
});

describe('a refusal', () => {
  it.each([
    ['a wrong token', { tokenEnv: 'OTHER_TOKEN' }, 'DEPLOYER_FAILED', 'Check tokenEnv'],
    ['no token', { tokenEnv: 'NO_TOKEN' }, 'ENVIRONMENT_INVALID', 'NO_TOKEN holds nothing'],
    ['no token file', { tokenEnv: undefined, tokenFile: '/nowhere/token' }, 'ENVIRONMENT_INVALID', '/nowhere/token'],
    ['no CA file', { caFile: '/nowhere/ca.crt' }, 'ENVIRONMENT_INVALID', '/nowhere/ca.crt could not be read'],
    ['another Deployment', { deployment: 'web' }, 'DEPLOYER_FAILED', 'There is no Deployment web'],
    ['another container', { container: 'web' }, 'DEPLOYER_FAILED', 'has no container web'],
    ['a name that is none', { namespace: '-{environment}' }, 'DEPLOYER_FAILED', '"-production" is no name'],
    ['an image that is refused', { image: 'registry.example/a::{version}' }, 'DEPLOYER_FAILED', 'invalid reference'],
  ])('because of %s says what to do, and changes nothing', async (_name, changed, code, words) => {
    const { client, server } = await aCluster();
    const deployment = aDeployment();
    await expect(client(changed).deploy(deployment)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
    expect(server.effects).toEqual([]);
  });

  it('of what the token may not do names the role, and never the token', async () => {
    const { client, server } = await aCluster();
    server.forbidden = ['patch deployments'];
    const said = await client().deploy(aDeployment()).then(String, String);
    expect(said).toContain('docs/kubernetes-deployer.md');
    expect(said).not.toContain('good');
    expect(await client().check()).toMatchObject({
      ok: false,
      why: expect.stringContaining('may not patch deployments'),
    });
  });

  it.each(['1.5.0+build.7', '1.5.0 --privileged', '../etc'])('of the version %j, which is no tag', async (version) => {
    const { client, server } = await aCluster();
    await expect(client().deploy(aDeployment({ version }))).rejects.toMatchObject({ fault: 'user' });
    expect(server.count('PATCH')).toBe(0);
  });
});

describe('a deployment', () => {
  it('changes the image of its container, writes the key, and leaves everything else', async () => {
    const { carryOut, server } = await aCluster();
    const deployment = aDeployment();
    await carryOut(deployment);
    expect(server.object('deployments', 'api')).toMatchObject({
      metadata: {
        annotations: { 'example.com/team': 'shop', 'fairlead/key': deployment.key, 'fairlead/version': '1.5.0' },
      },
      spec: {
        replicas: 3,
        template: {
          spec: {
            containers: [
              { name: 'api', image: 'registry.example/shop/api:1.5.0' },
              { name: 'proxy', image: 'registry.example/proxy:7' },
            ],
          },
        },
      },
    });
  });

  it('that another one came after is never made again', async () => {
    const { carryOut, client, server } = await aCluster();
    const late = aDeployment();
    await carryOut(late);
    await carryOut(aDeployment({ version: '1.4.2', previous: '1.5.0', intent: 'rollback' }));
    expect(await client().deploy(late)).toMatchObject({ kind: 'unknown' });
    expect(await client().poll(late, {})).toMatchObject({ kind: 'unknown' });
    expect(server.changes(late.key)).toHaveLength(1);
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', instances: 3 });
  });

  it('that fails says what its pods wait for', async () => {
    const { carryOut, server } = await aCluster();
    server.manner = { takes: 0, failure: 'ReplicaSet "api-7" has timed out progressing.', digests: false };
    expect(await carryOut(aDeployment())).toEqual({
      kind: 'failure',
      why: 'ReplicaSet "api-7" has timed out progressing. ImagePullBackOff: Back-off pulling image',
    });
  });

  it('after a removal brings back as many pods as there were', async () => {
    const { carryOut, client, server } = await aCluster();
    await carryOut(aDeployment({ version: null, previous: '1.4.2', intent: 'rollback' }));
    expect(server.object('deployments', 'api')).toMatchObject({ spec: { replicas: 0 } });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: null });
    await carryOut(aDeployment());
    expect(server.object('deployments', 'api')).toMatchObject({ spec: { replicas: 3 } });
  });

  it('tells the digest that runs where the pods tell it', async () => {
    const { carryOut, client, server } = await aCluster();
    server.manner = { takes: 0, failure: null, digests: true };
    await carryOut(aDeployment());
    const artifact = `sha256:${'ab'.repeat(32)}`;
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0', artifact, instances: 3 });
  });

  it('is not guessed from an image that is not the configured one', async () => {
    const { client } = await aCluster();
    await expect(client({ image: 'other.example/api:{version}' }).observe(place)).rejects.toMatchObject({
      message: expect.stringContaining('registry.example/shop/api:1.4.2'),
    });
  });
});

describe('a deployment in progress that is taken back', () => {
  const stuck = async () => {
    const cluster = await aCluster();
    cluster.server.manner = { ...cluster.server.manner, takes: 60_000 };
    const deployment = aDeployment();
    const started = await cluster.client().deploy(deployment);
    if (started.kind !== 'in_progress') throw new Error(`It is not in progress but ${started.kind}.`);
    return { ...cluster, deployment, handle: started.handle };
  };

  it('has its place taken by the way back, which waits for none of its pods', async () => {
    const { carryOut, client, deployment, handle, server } = await stuck();
    expect(await client().cancel?.(deployment, handle)).toEqual({ kind: 'replaced' });
    server.manner = { ...server.manner, takes: 0 };
    const back = aDeployment({ version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' });
    expect(await carryOut(back)).toMatchObject({ kind: 'success' });
    expect(await client().observe(place)).toMatchObject({ version: '1.4.2' });
    expect((await client().find(deployment)).kind).toBe('unknown');
    expect([server.changes(deployment.key), server.changes(back.key)]).toEqual([
      ['deployments/api #0'],
      ['deployments/api #0'],
    ]);
  });

  it('is waited for where traffic moves as well', async () => {
    const { client } = await aCluster({ traffic: { by: 'selector', second: 'api-green', service: 'api' } });
    expect(client().cancel).toBeUndefined();
  });
});
