import { beforeEach, expect, it } from 'vitest';
import type { CiDeployerOptions } from '#adapters/ci/ci-deployer.ts';
import type { Deployer, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import type { EcsServer } from '#test/support/ecs/ecs-server.ts';
import { type AnEcs, anEcs } from './an-ecs.ts';

const place = { service: 'api', environment: 'production' };
let ecs: AnEcs;
let server: EcsServer;

beforeEach(async () => {
  ecs = await anEcs();
  server = ecs.server;
  server.put('production', 'api', '1.4.2');
});

function client(changed: object = {}, options: Partial<CiDeployerOptions> = {}): Deployer {
  return ecs.client(changed, { requestTimeout: 5_000, patience: 300, ...options });
}

async function carryOut(deployer: Deployer, deployment = aDeployment()): Promise<DeploymentStatus> {
  return untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
}

it('copies the current revision with another image, and tags it with the key', async () => {
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toEqual({ kind: 'success', note: 'production-api:2 runs 3 tasks.' });
  const revision = server.revisions.at(-1);
  expect(revision?.more).toEqual({
    cpu: '256',
    containerDefinitions: [
      { name: 'proxy', image: 'envoy:1', cpu: 0 },
      { name: 'api', image: 'registry.example/shop/api:1.5.0', cpu: 0 },
    ],
  });
  expect(revision?.tags).toEqual([
    { key: 'team', value: 'shop' },
    { key: 'fairlead:key', value: deployment.key },
    { key: 'fairlead:version', value: '1.5.0' },
  ]);
});

it('names the image by the digest of the artifact, and tells the version by its tags until another image is set', async () => {
  const artifact = `sha256:${'5'.repeat(64)}`;
  server.held.add(artifact);
  await carryOut(client(), aDeployment({ artifact }));
  const [, api] = server.revisions.at(-1)?.more.containerDefinitions ?? [];
  expect(api).toMatchObject({ image: `registry.example/shop/api@${artifact}` });
  expect(await client().observe(place)).toMatchObject({ version: '1.5.0', artifact });
  const back = aDeployment({ version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' });
  await carryOut(client(), back);
  expect(server.tagsOf(server.updates.at(-1) ?? '').map(({ key }) => key)).not.toContain('fairlead:artifact');
  expect(await client().observe(place)).toMatchObject({ version: '1.4.2' });
});

it('says which digest was asked for when its tasks do not start', async () => {
  const artifact = `sha256:${'6'.repeat(64)}`;
  expect(await carryOut(client(), aDeployment({ artifact }))).toMatchObject({
    kind: 'failure',
    why: expect.stringContaining(`Its image is ${artifact}, which was verified before: look whether the registry`),
  });
});

it('refuses an artifact that is no digest of an image before anything is registered', async () => {
  await expect(client().deploy(aDeployment({ artifact: 'build-17' }))).rejects.toThrow(
    'Set sameArtifact: false for api',
  );
  expect(server.count('RegisterTaskDefinition')).toBe(0);
});

it('tells how many tasks run while they are replaced, and what the circuit breaker says', async () => {
  server.manner = { takes: 300, failure: 'tasks failed to start.' };
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  expect(await client().poll(deployment, started.handle)).toMatchObject({
    note: '0 of 3 tasks of production-api:2 run.',
  });
  expect(await untilSettled(() => client(), deployment, started)).toEqual({
    kind: 'failure',
    why: 'production-api:2 failed: ECS deployment circuit breaker: tasks failed to start.',
  });
});

it('brings back as many tasks as there were before a removal', async () => {
  await carryOut(client(), aDeployment({ version: null, commit: null, intent: 'rollback' }));
  expect(server.services.get('production/api')?.desiredCount).toBe(0);
  expect(await client().observe(place)).toEqual({ kind: 'running', version: null });
  await carryOut(client());
  expect(server.services.get('production/api')?.desiredCount).toBe(3);
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0', instances: 3 });
});

it('uses the revision that bears the key when the answer to its registration was lost', async () => {
  server.faults = [{ call: 'RegisterTaskDefinition', answer: 'drop', after: true }];
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.count('RegisterTaskDefinition')).toBe(1);
  expect(server.effects(deployment.key)).toBe(1);
});

it('uses the revision of an earlier try whose update was throttled', async () => {
  const body = { __type: 'ThrottlingException', message: 'Rate exceeded' };
  server.faults = [{ call: 'UpdateService', answer: { status: 400, body } }];
  const deployment = aDeployment();
  await expect(client().deploy(deployment)).rejects.toMatchObject({ fault: 'transient' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.count('RegisterTaskDefinition')).toBe(1);
  expect(server.effects(deployment.key)).toBe(1);
});

it('waits as long as a limit asks, and deploys once', async () => {
  server.faults = [{ call: 'UpdateService', answer: { status: 429, body: {}, headers: { 'retry-after': '7' } } }];
  const now = Date.now();
  const deployment = aDeployment();
  await expect(client({}, { now: () => now }).deploy(deployment)).rejects.toMatchObject({ retryAt: now + 7_000 });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500', { status: 500, body: { __type: 'ServerException' } }],
  ['drops the connection', 'drop'],
  ['does not answer in time', 'hang'],
] as const)('finds the deployment by its tag when ECS %s after the effect', async (_what, answer) => {
  server.faults = [{ call: 'UpdateService', answer, after: true }];
  const deployment = aDeployment();
  expect(await carryOut(client({}, { patience: 20_000 }), deployment)).toMatchObject({ kind: 'success' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500', { status: 500, body: { __type: 'ServerException' } }],
  ['drops the connection', 'drop'],
] as const)('is unknown and never sent again when ECS %s and shows no deployment', async (_what, answer) => {
  server.faults = [{ call: 'UpdateService', answer }];
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(server.count('UpdateService')).toBe(1);
});

it('is unknown when another deployment has replaced it', async () => {
  const deployment = aDeployment();
  await carryOut(client(), deployment);
  await carryOut(client(), aDeployment({ version: '1.6.0' }));
  expect(await client().find(deployment)).toMatchObject({ kind: 'unknown' });
});

it('refuses what it cannot deploy before anything is registered', async () => {
  server.put('production', 'api', '1.4.2', 'CODE_DEPLOY');
  await expect(client().deploy(aDeployment())).rejects.toThrow('is deployed by CODE_DEPLOY');
  await expect(client({ service: 'other' }).deploy(aDeployment())).rejects.toThrow('There is no service other');
  server.put('production', 'api', '1.4.2');
  await expect(client({ container: 'web' }).deploy(aDeployment())).rejects.toThrow('has no container web');
  expect(server.count('RegisterTaskDefinition')).toBe(0);
});

it('tells of wrong credentials, and never what they are', async () => {
  const wrong = await client({}, { environment: { AWS_SECRET_ACCESS_KEY: 'a-wrong-secret' } }).check();
  expect(wrong).toMatchObject({ ok: false, why: expect.stringContaining('AWS_SECRET_ACCESS_KEY') });
  expect(JSON.stringify(wrong)).not.toContain('a-wrong-secret');
  const temporary = client({ cluster: 'production' }, { environment: { AWS_SESSION_TOKEN: 'a-session-token' } });
  expect(await temporary.check()).toEqual({ ok: true });
  expect(server.sent.at(-1)).toContain('"x-amz-security-token":"a-session-token"');
  await expect(client({ accessKeyEnv: 'NO_KEY' }).deploy(aDeployment())).rejects.toThrow('NO_KEY is not set');
});

it('lets the way back take the place of a deployment in progress', async () => {
  server.manner = { ...server.manner, takes: 60_000 };
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  expect(await client().cancel?.(deployment, started.handle)).toEqual({ kind: 'replaced' });
  server.manner = { ...server.manner, takes: 0 };
  const back = aDeployment({ version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' });
  expect(await carryOut(client(), back)).toMatchObject({ kind: 'success' });
  expect(await client().observe(place)).toMatchObject({ version: '1.4.2' });
  expect([server.effects(deployment.key), server.effects(back.key)]).toEqual([1, 1]);
});
