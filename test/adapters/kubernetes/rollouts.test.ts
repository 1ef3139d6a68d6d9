import { describe, expect, it } from 'vitest';
import type { Stage } from '#domain/plan/stage.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { digestOfImage } from '#test/support/kubernetes/argo-controller.ts';
import { aBatchedCanary, aBlueGreen, aCanary, aRollout } from '#test/support/kubernetes/objects.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { createDyingWorker } from '../ci/dying-worker.ts';
import { place } from './a-cluster.ts';
import { aRolloutCluster } from './a-rollout-cluster.ts';

const share = (percent: number) => aDeployment({ stage: { kind: 'share', percent } });
const stage = (kind: 'idle' | 'switch' | 'retire') => aDeployment({ stage: { kind } });
const rollback = { version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' } as const;
const STATUS = 'PATCH /apis/argoproj.io/v1alpha1/namespaces/production/rollouts/api/status';

describe('a canary', () => {
  it('is promoted one pause at a time, and in full for the whole', async () => {
    const { carryOut, client, server } = await aRolloutCluster('canary');
    const [first, second, whole] = [share(20), share(50), aDeployment()];
    expect(await carryOut(first)).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toEqual({
      kind: 'running',
      version: '1.4.2',
      shares: [
        { version: '1.4.2', percent: 80 },
        { version: '1.5.0', percent: 20 },
      ],
    });
    expect(await carryOut(second)).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toMatchObject({ shares: [{ percent: 50 }, { percent: 50 }] });
    expect(await carryOut(whole)).toEqual({ kind: 'success' });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0' });
    expect([first, second, whole].map(({ key }) => server.done(key))).toEqual([
      ['change'],
      ['marks', 'promote'],
      ['marks', 'promote-full'],
    ]);
  });

  it('that is taken back is aborted before anything else, and then gets its image back', async () => {
    const { carryOut, client, server } = await aRolloutCluster('canary');
    await carryOut(share(20));
    const back = aDeployment(rollback);
    expect(await carryOut(back)).toEqual({ kind: 'success' });
    expect(server.done(back.key)).toEqual(['marks', 'abort', 'change']);
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2' });
    expect(server.status()).toMatchObject({ phase: 'Healthy' });
  });

  it('that was promoted is taken back in full, without its pauses', async () => {
    const { carryOut, client, server } = await aRolloutCluster('canary');
    await carryOut(aDeployment());
    const back = aDeployment(rollback);
    expect(await carryOut(back)).toEqual({ kind: 'success' });
    expect(server.done(back.key)).toEqual(['change', 'promote-full']);
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2' });
  });

  it('that somebody aborted has failed, with what Argo Rollouts says, and gives no share', async () => {
    const { carryOut, client, server } = await aRolloutCluster('canary');
    await carryOut(share(20));
    const kept = server.kept.get('production/api');
    if (kept !== undefined) kept.object = { ...kept.object, status: { ...server.status(), abort: true } };
    expect(await carryOut(share(50))).toEqual({
      kind: 'failure',
      why: expect.stringContaining('RolloutAborted: Rollout aborted update to revision 2'),
    });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2' });
  });

  it.each<[string, object, string]>([
    ['without that weight', aCanary([10, 50]), 'has no step of 20 %, only of 10 %, 50 %'],
    ['that comes to another weight first', aCanary([10, 20]), 'comes to 10 % before 20 %'],
    ['whose pause ends by itself', timed(), 'Step 2 of the Rollout api is not as it has to be'],
    [
      'without a pause at the end',
      { canary: { ...canary(), steps: [{ setWeight: 20 }] } },
      'Step 2 of the Rollout api',
    ],
    ['without traffic routing', { canary: { steps: canary().steps } }, 'no canary with trafficRouting'],
    ['that is blue-green', aBlueGreen, 'no canary with trafficRouting'],
  ])('%s is refused before its image is set', async (_what, strategy, why) => {
    const { client, server } = await aRolloutCluster('canary');
    server.put('production', aRollout('1.4.2', { ...strategy }));
    const deployment = share(20);
    await expect(client().deploy(deployment)).rejects.toMatchObject({
      code: 'DEPLOYER_FAILED',
      fault: 'user',
      message: expect.stringContaining(why),
    });
    expect(server.effects).toEqual([]);
  });

  it('is not promoted past a weight that the plan does not have', async () => {
    const { carryOut, server } = await aRolloutCluster('canary');
    server.put('production', aRollout('1.4.2', aCanary([20, 30, 50])));
    await carryOut(share(20));
    const deployment = share(50);
    expect(await carryOut(deployment)).toMatchObject({
      kind: 'failure',
      why: expect.stringContaining('pauses at 20 % before it comes to 50 %'),
    });
    expect(server.done(deployment.key)).toEqual(['marks']);
  });

  it('that somebody promoted past the share has failed', async () => {
    const { carryOut } = await aRolloutCluster('canary');
    await carryOut(share(20));
    await carryOut(share(50));
    expect(await carryOut(share(20))).toMatchObject({ kind: 'failure', why: expect.stringContaining('past 20 %') });
  });
});

describe('the digests of a Rollout', () => {
  const digest = (version: string) => digestOfImage(`registry.example/shop/api:${version}`);

  it('are told of each share of a canary', async () => {
    const { carryOut, client, server } = await aRolloutCluster('canary');
    server.manner = { takes: 0, failure: null, digests: true };
    await carryOut(share(20));
    expect(await client().observe(place)).toMatchObject({
      kind: 'running',
      version: '1.4.2',
      artifact: digest('1.4.2'),
      shares: [
        { version: '1.4.2', percent: 80, artifact: digest('1.4.2') },
        { version: '1.5.0', percent: 20, artifact: digest('1.5.0') },
      ],
    });
  });

  it('are told of both sides of blue-green', async () => {
    const { carryOut, client, server } = await aRolloutCluster('blue-green');
    server.manner = { takes: 0, failure: null, digests: true };
    await carryOut(stage('idle'));
    const [artifact, idleArtifact] = [digest('1.4.2'), digest('1.5.0')];
    const sides = { version: '1.4.2', idle: '1.5.0', artifact, idleArtifact };
    expect(await client().observe(place)).toMatchObject({ kind: 'running', ...sides });
  });
});

describe('a canary without traffic routing', () => {
  const batch = (percent: number, count: number) =>
    aDeployment({ stage: { kind: 'instances', percent, count, of: 3 } });

  it('replaces as many pods as a batch is of, and all of them for the whole', async () => {
    const { carryOut, client, server } = await aRolloutCluster('rolling');
    expect(await client().capabilities()).toEqual({ observe: true, remove: true, stages: ['instances'] });
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', instances: 3 });
    const [first, second, whole] = [batch(33, 1), batch(67, 2), aDeployment()];
    const seen = [];
    for (const deployment of [first, second, whole]) {
      expect(await carryOut(deployment)).toEqual({ kind: 'success' });
      seen.push(await client().observe(place));
    }
    expect(seen).toEqual([
      {
        kind: 'running',
        version: '1.4.2',
        instances: 3,
        shares: [
          { version: '1.4.2', percent: 67, instances: 2 },
          { version: '1.5.0', percent: 33, instances: 1 },
        ],
      },
      {
        kind: 'running',
        version: '1.4.2',
        instances: 3,
        shares: [
          { version: '1.4.2', percent: 33, instances: 1 },
          { version: '1.5.0', percent: 67, instances: 2 },
        ],
      },
      { kind: 'running', version: '1.5.0', instances: 3 },
    ]);
    expect([first, second, whole].map(({ key }) => server.done(key))).toEqual([
      ['change'],
      ['marks', 'promote'],
      ['marks', 'promote-full'],
    ]);
  });

  it('is taken back in the middle by an abort', async () => {
    const { carryOut, client, server } = await aRolloutCluster('rolling');
    await carryOut(batch(33, 1));
    const back = aDeployment(rollback);
    expect(await carryOut(back)).toEqual({ kind: 'success' });
    expect(server.done(back.key)).toEqual(['marks', 'abort', 'change']);
    expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', instances: 3 });
  });

  it.each<[string, object, string]>([
    ['without that weight', aBatchedCanary([50]), 'has no step of 33 %, only of 50 %'],
    ['with traffic routing', aCanary([33, 67]), 'no canary without trafficRouting'],
    ['that is blue-green', aBlueGreen, 'no canary without trafficRouting'],
  ])('%s is refused before its image is set', async (_what, strategy, why) => {
    const { client, server } = await aRolloutCluster('rolling');
    server.put('production', aRollout('1.4.2', { ...strategy }));
    await expect(client().deploy(batch(33, 1))).rejects.toThrow(why);
    expect(server.effects).toEqual([]);
  });
});

describe('a blue-green Rollout', () => {
  it('is verified in its pause, switched by a promotion, and leaves the old pods to Argo Rollouts', async () => {
    const { carryOut, client, server } = await aRolloutCluster('blue-green');
    const stages = [stage('idle'), stage('switch'), stage('retire')];
    const seen = [];
    for (const each of stages) {
      expect(await carryOut(each)).toEqual({ kind: 'success' });
      seen.push(await client().observe(place));
    }
    expect(seen).toEqual([
      { kind: 'running', version: '1.4.2', idle: '1.5.0' },
      { kind: 'running', version: '1.5.0', idle: '1.4.2' },
      { kind: 'running', version: '1.5.0', idle: '1.4.2' },
    ]);
    expect(stages.map(({ key }) => server.done(key))).toEqual([['change'], ['marks', 'promote'], ['marks']]);
  });

  it('is taken back in its pause by an abort, and after the switch in full', async () => {
    const { carryOut, client, server } = await aRolloutCluster('blue-green');
    await carryOut(stage('idle'));
    const early = aDeployment(rollback);
    expect(await carryOut(early)).toEqual({ kind: 'success' });
    for (const each of [stage('idle'), stage('switch')]) await carryOut(each);
    const late = aDeployment(rollback);
    expect(await carryOut(late)).toEqual({ kind: 'success' });
    expect([server.done(early.key), server.done(late.key)]).toEqual([
      ['marks', 'abort', 'change'],
      ['change', 'promote-full'],
    ]);
    expect(await client().observe(place)).toMatchObject({ version: '1.4.2' });
  });

  it('that promotes by itself is refused for stages', async () => {
    const { client, server } = await aRolloutCluster('blue-green');
    server.put('production', aRollout('1.4.2', { blueGreen: { activeService: 'api' } }));
    await expect(client().deploy(stage('idle'))).rejects.toThrow('autoPromotionEnabled: false');
    expect(server.effects).toEqual([]);
  });
});

describe('a fault in the middle', () => {
  it.each([
    ['429', { status: 429, headers: { 'retry-after': '20' }, body: {} }, false],
    ['500', { status: 500, body: {} }, false],
    ['500 after the effect', { status: 500, body: {} }, true],
    ['a lost request', 'drop', false],
    ['a lost answer', 'drop', true],
    ['no answer after the effect', 'hang', true],
  ] as const)('(%s) of a promotion is told as passing, and the pause is ended once', async (_what, answer, after) => {
    const { carryOut, client, server } = await aRolloutCluster('canary');
    await carryOut(share(20));
    const deployment = share(50);
    server.faults = [{ call: STATUS, answer, after }];
    await expect(client().deploy(deployment)).rejects.toMatchObject({
      code: 'DEPLOYER_UNAVAILABLE',
      fault: 'transient',
    });
    const found = await client().find(deployment);
    if (found.kind === 'not_seen') throw new Error('The key was written before.');
    expect(await untilSettled(client, deployment, found)).toEqual({ kind: 'success' });
    expect(server.done(deployment.key)).toEqual(['marks', 'promote']);
    expect(server.status()).toMatchObject({ currentStepIndex: 3, phase: 'Paused' });
  });

  it('of a controller that changed the Rollout since it was read makes it be read again', async () => {
    const { carryOut, server } = await aRolloutCluster('canary');
    server.faults = [{ call: 'PATCH', answer: { status: 409, body: { kind: 'Status', message: 'modified' } } }];
    const deployment = share(20);
    expect(await carryOut(deployment)).toEqual({ kind: 'success' });
    expect(server.done(deployment.key)).toEqual(['change']);
  });

  it.each<[string, Stage | null, readonly string[]]>([
    ['a greater share', { kind: 'share', percent: 50 }, ['marks', 'promote']],
    ['a rollback', null, ['marks', 'abort', 'change']],
  ])('such as a worker that makes %s and dies is followed by one that does the rest', async (_what, wanted, deeds) => {
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= 30; at += 1) {
        const { carryOut, client, server } = await aRolloutCluster('canary');
        await carryOut(share(20));
        const deployment = wanted === null ? aDeployment(rollback) : aDeployment({ stage: wanted });
        const worker = createDyingWorker(createMemoryScratch({ now: Date.now }), at, when);
        await client({ fetch: worker.fetch })
          .deploy(deployment)
          .catch(() => undefined);
        const found = await client().find(deployment);
        const next = found.kind === 'not_seen' ? await client().deploy(deployment) : found;
        expect(await untilSettled(client, deployment, next)).toEqual({ kind: 'success' });
        expect(server.done(deployment.key)).toEqual(deeds);
        if (!worker.isDead()) break;
        expect(at).toBeLessThan(30);
      }
  });
});

it('the doctor names what the token may not do to a Rollout', async () => {
  const { client, server } = await aRolloutCluster('canary');
  expect(await client({}, { namespace: 'production' }).check()).toEqual({ ok: true });
  server.forbidden = ['patch rollouts/status'];
  expect(await client({}, { namespace: 'production' }).check()).toEqual({
    ok: false,
    why: 'The token may not patch rollouts/status in production. Give its account the role in docs/kubernetes-deployer.md.',
  });
});

it('a Rollout offers the stages of its strategy', async () => {
  const [canaries, sides] = [await aRolloutCluster('canary'), await aRolloutCluster('blue-green')];
  expect(await canaries.client().capabilities()).toEqual({ observe: true, remove: true, stages: ['share'] });
  expect(await sides.client().capabilities()).toEqual({ observe: true, remove: true, stages: ['idle'] });
});

function canary(): { readonly steps: readonly object[]; readonly trafficRouting: object } {
  return aCanary([20, 50]).canary as ReturnType<typeof canary>;
}

function timed(): object {
  return { canary: { ...canary(), steps: [{ setWeight: 20 }, { pause: { duration: '10m' } }] } };
}
