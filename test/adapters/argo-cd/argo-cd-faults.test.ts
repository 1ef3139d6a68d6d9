import { beforeEach, expect, it } from 'vitest';
import type { CiDeployerOptions } from '#adapters/ci/ci-deployer.ts';
import type { Deployer, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import type { ArgoCdServer } from '#test/support/argo-cd/argo-cd-server.ts';
import { type AnArgoCd, anArgoCd } from './an-argo-cd.ts';

const sync = 'POST /api/v1/applications/api-production/sync';
const place = { service: 'api', environment: 'production' };
let argoCd: AnArgoCd;
let server: ArgoCdServer;

beforeEach(async () => {
  argoCd = await anArgoCd();
  server = argoCd.server;
  server.put('api-production', { targetRevision: 'v1.4.2' });
});

function client(changed: object = {}, options: Partial<CiDeployerOptions> = {}): Deployer {
  return argoCd.client(changed, { requestTimeout: 5_000, patience: 300, ...options });
}

async function carryOut(deployer: Deployer, deployment = aDeployment()): Promise<DeploymentStatus> {
  return untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
}

it('syncs a revision, and writes the key on the Application and in the sync', async () => {
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toEqual({
    kind: 'success',
    note: 'api-production is Synced and Healthy.',
  });
  const { app } = server.kept.get('api-production') ?? {};
  expect(app?.spec.source.targetRevision).toBe('v1.5.0');
  expect(app?.metadata.annotations?.['fairlead/key']).toBe(deployment.key);
  expect(app?.status.operationState?.operation).toEqual({
    info: [{ name: 'fairlead/key', value: deployment.key }],
    sync: { prune: false, revision: 'v1.5.0' },
  });
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0' });
});

it('sets one Helm parameter as text and leaves the others alone', async () => {
  const parameters = [
    { name: 'replicaCount', value: '3' },
    { name: 'image.tag', value: '1.4.2' },
  ];
  server.put('api-production', { helm: { parameters } });
  await carryOut(client({ set: { by: 'helm' } }));
  expect(server.kept.get('api-production')?.app.spec.source.helm?.parameters).toEqual([
    { name: 'replicaCount', value: '3' },
    { name: 'image.tag', value: '1.5.0', forceString: true },
  ]);
});

it('sets the tag of one image of Kustomize and leaves the others alone', async () => {
  server.put('api-production', { kustomize: { images: ['shop/api-proxy:3', 'shop/api:1.4.2', 'redis=redis:8'] } });
  const deployer = client({ set: { by: 'kustomize', image: 'shop/{service}' } });
  await carryOut(deployer);
  const { kustomize } = server.kept.get('api-production')?.app.spec.source ?? {};
  expect(kustomize?.images).toEqual(['shop/api-proxy:3', 'redis=redis:8', 'shop/api:1.5.0']);
  expect(await deployer.observe(place)).toEqual({ kind: 'running', version: '1.5.0' });
  expect(await deployer.capabilities()).toEqual({ observe: true, remove: false });
});

it('takes health and status for those of the version only once Argo CD has looked again', async () => {
  server.looksAfter = 60_000;
  const deployment = aDeployment();
  const deployer = client();
  let status = await deployer.deploy(deployment);
  for (let left = 3; left > 0 && status.kind === 'in_progress'; left -= 1)
    status = await deployer.poll(deployment, status.handle);
  expect(status).toMatchObject({ kind: 'in_progress', note: 'api-production is synced and not looked at yet.' });
});

it('tells which resource is degraded, and why', async () => {
  server.manner = { ...server.manner, degrades: 'exceeded its progress deadline' };
  expect(await carryOut(client())).toEqual({
    kind: 'failure',
    why: 'api-production is Degraded: Deployment api: exceeded its progress deadline.',
  });
});

it('is unknown when another sync has taken the place of its own', async () => {
  const deployment = aDeployment();
  server.manner = { ...server.manner, takes: 200 };
  const started = await client().deploy(deployment);
  await untilSettled(() => client(), deployment, started);
  await carryOut(client(), aDeployment({ version: '1.6.0' }));
  expect(await client().find(deployment)).toMatchObject({ kind: 'unknown' });
});

it('waits for the sync of somebody else, and has no effect until then', async () => {
  server.manner = { ...server.manner, takes: 200 };
  const first = aDeployment();
  const started = await client().deploy(first);
  const second = aDeployment();
  await expect(client().deploy(second)).rejects.toMatchObject({ fault: 'transient', code: 'DEPLOYER_UNAVAILABLE' });
  await untilSettled(() => client(), first, started);
  expect(await carryOut(client(), second)).toMatchObject({ kind: 'success' });
  expect([server.effects(first.key), server.effects(second.key)]).toEqual([1, 1]);
});

it('takes back the key when somebody else is quicker', async () => {
  const body = {
    error: 'another operation is already in progress',
    message: 'another operation is already in progress',
  };
  server.faults = [{ call: sync, answer: { status: 400, body } }];
  const deployment = aDeployment();
  await expect(client().deploy(deployment)).rejects.toMatchObject({ fault: 'transient' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it('waits as long as a limit asks, and syncs once', async () => {
  server.faults = [{ call: sync, answer: { status: 429, body: {}, headers: { 'retry-after': '7' } } }];
  const deployment = aDeployment();
  await expect(client({}, { now: () => 1_000_000 }).deploy(deployment)).rejects.toMatchObject({ retryAt: 1_007_000 });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500', { status: 500, body: {} }],
  ['drops the connection', 'drop'],
  ['does not answer in time', 'hang'],
] as const)('finds the sync by its key when Argo CD %s after the effect', async (_what, answer) => {
  server.faults = [{ call: sync, answer, after: true }];
  const deployment = aDeployment();
  expect(await carryOut(client({}, { patience: 20_000 }), deployment)).toMatchObject({ kind: 'success' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500', { status: 500, body: {} }],
  ['drops the connection', 'drop'],
] as const)('is unknown and never sent again when Argo CD %s and shows no sync', async (_what, answer) => {
  server.faults = [{ call: sync, answer }];
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(server.count(sync)).toBe(1);
});

it('sets the version again when the connection broke while it was set, and syncs once', async () => {
  server.faults = [{ call: 'PATCH', answer: 'drop', after: true }];
  const deployment = aDeployment();
  await expect(client().deploy(deployment)).rejects.toMatchObject({ fault: 'transient' });
  expect(server.effects(deployment.key)).toBe(0);
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['that syncs by itself', { syncPolicy: { automated: { selfHeal: true } } }, 'Switch automated sync off'],
  ['with several sources', { sources: [{ repoURL: 'https://git.example/a.git' }] }, 'several sources'],
])('refuses an Application %s before anything is changed, and tells the doctor', async (_what, more, why) => {
  server.put('api-production', {}, more);
  await expect(client().deploy(aDeployment())).rejects.toThrow(why);
  expect(server.count('PATCH') + server.count('POST')).toBe(0);
  const doctor = await client({ application: 'api-production' }).check();
  expect(doctor).toMatchObject({ ok: false, why: expect.stringContaining(why) });
});

it('names the variable of a missing or wrong token and never its value', async () => {
  await expect(client({ tokenEnv: 'NO_TOKEN' }).deploy(aDeployment())).rejects.toThrow('NO_TOKEN is not set');
  const answer = await client({ tokenEnv: 'OTHER_TOKEN' }).check();
  expect(answer).toMatchObject({ ok: false, why: expect.stringContaining('OTHER_TOKEN') });
  expect(JSON.stringify(answer)).not.toContain('a-secret');
});

it('terminates no sync but its own, and none that has ended: the next sync takes its place', async () => {
  server.looksAfter = 60_000;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  await client().poll(deployment, started.handle);
  expect(await client().cancel?.(deployment, started.handle)).toEqual({ kind: 'replaced' });
  server.manner = { ...server.manner, takes: 60_000 };
  const other = aDeployment();
  await client().deploy(other);
  expect(await client().cancel?.(deployment, started.handle)).toEqual({ kind: 'replaced' });
  expect(server.count('DELETE')).toBe(0);
});

it('asks again to terminate a sync that Argo CD has not begun', async () => {
  server.manner = { ...server.manner, takes: 60_000 };
  const refused = {
    status: 400,
    body: { message: 'Unable to terminate operation. No operation is in progress', code: 3 },
  };
  server.faults = [{ call: 'DELETE', answer: refused }];
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  await expect(client().cancel?.(deployment, started.handle)).rejects.toMatchObject({ fault: 'transient' });
  expect(await client().cancel?.(deployment, started.handle)).toEqual({ kind: 'asked' });
  expect(await untilSettled(() => client(), deployment, started)).toMatchObject({
    kind: 'failure',
    why: 'The sync of api-production failed: Operation terminated.',
  });
});
