import { beforeEach, expect, it } from 'vitest';
import { createJenkinsDeployer } from '#adapters/jenkins/jenkins-deployer.ts';
import { JenkinsConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { JenkinsServer } from './jenkins-server.ts';

const ask = 'POST /job/shop/job/deploy/buildWithParameters';
const place = { service: 'api', environment: 'production' };
let server: JenkinsServer;
let scratch: ReturnType<typeof createMemoryScratch>;

beforeEach(async () => {
  server = await new JenkinsServer().start();
  scratch = createMemoryScratch({ now: Date.now });
});

function client(
  changed: object = {},
  options: { readonly now?: () => number; readonly patience?: number } = {},
): Deployer {
  const config = JenkinsConfig.parse({ kind: 'jenkins', url: server.url, job: 'shop/deploy', user: 'bot', ...changed });
  const environment = { JENKINS_TOKEN: 'good', OTHER_TOKEN: 'a-secret' };
  return createJenkinsDeployer(config, { environment, scratch, requestTimeout: 5_000, patience: 300, ...options });
}

async function carryOut(deployer: Deployer, deployment = aDeployment()): Promise<DeploymentStatus> {
  return untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
}

it('follows a build from the queue on, and links its log', async () => {
  server.waits = 200;
  server.takes = 200;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  expect(await client().poll(deployment, started.handle)).toMatchObject({
    note: 'It waits in the queue of Jenkins: Waiting for next available executor',
  });
  expect(await untilSettled(() => client(), deployment, started)).toEqual({
    kind: 'success',
    note: 'Build 1 succeeded: https://jenkins.example/job/shop/job/deploy/1/console',
  });
});

it('finds the build by its key when its place in the queue is forgotten', async () => {
  server.forgetsQueue = true;
  expect(await carryOut(client())).toMatchObject({ kind: 'success' });
});

it('is a failure when somebody takes it out of the queue', async () => {
  server.waits = 60_000;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  for (const item of server.items) item.isCancelled = true;
  expect(await untilSettled(() => client(), deployment, started)).toMatchObject({ kind: 'failure' });
});

it('tells the last error in the log of a failed build', async () => {
  server.failure = 'No capacity is left.';
  expect(await carryOut(client())).toEqual({
    kind: 'failure',
    why: 'Build 1 failed: No capacity is left. See https://jenkins.example/job/shop/job/deploy/1/console',
  });
});

it.each(['ABORTED', 'UNSTABLE', 'NOT_BUILT'])('takes a build that ended as %s for no success', async (result) => {
  server.result = result;
  expect(await carryOut(client())).toMatchObject({ kind: 'failure' });
});

it('sends no crumb where Jenkins issues none', async () => {
  server.issuesCrumbs = false;
  expect(await carryOut(client())).toMatchObject({ kind: 'success' });
});

it('waits as long as a limit asks, and asks for one build', async () => {
  server.faults = [{ call: ask, answer: { status: 429, body: 'Slow down', headers: { 'retry-after': '7' } } }];
  const deployment = aDeployment();
  await expect(client({}, { now: () => 1_000_000 }).deploy(deployment)).rejects.toMatchObject({ retryAt: 1_007_000 });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500 after the effect', { status: 500, body: '<h1>Oops</h1>' }],
  ['answers with the page of the job after the effect', { status: 302, body: '', headers: { location: '/job/shop' } }],
  ['drops the connection after the effect', 'drop'],
  ['does not answer in time after the effect', 'hang'],
] as const)('finds the build by its parameters when Jenkins %s', async (_what, answer) => {
  server.faults = [{ call: ask, answer, after: true }];
  server.waits = 150;
  const deployment = aDeployment();
  expect(await carryOut(client({}, { patience: 20_000 }), deployment)).toMatchObject({ kind: 'success' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500', { status: 500, body: '<h1>Oops</h1>' }],
  ['drops the connection', 'drop'],
] as const)('is unknown and never sent again when Jenkins %s and shows no build', async (_what, answer) => {
  server.faults = [{ call: ask, answer }];
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(server.count(ask)).toBe(1);
});

it.each([
  ['takes a build out of the queue that has not begun', false, 'Somebody took it out of the queue of Jenkins.'],
  ['aborts a build that begins at the moment it is taken out of the queue', true, 'Build 1 was aborted.'],
])('%s', async (_what, isQuicker, why) => {
  server.waits = 60_000;
  server.takes = 60_000;
  server.isQuicker = isQuicker;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  await client().cancel?.(deployment, started.handle);
  for (const item of server.items) if (!item.isCancelled) item.endsAt = Date.now();
  expect(await untilSettled(() => client(), deployment, started)).toMatchObject({
    kind: 'failure',
    why: expect.stringContaining(why),
  });
});

it('says whose right is missing when it may not cancel', async () => {
  server.takes = 60_000;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  server.faults = [{ call: 'POST', answer: { status: 403, body: 'bot is missing the Job/Cancel permission' } }];
  await expect(client().cancel?.(deployment, started.handle)).rejects.toMatchObject({
    fault: 'fatal',
    message: expect.stringContaining('Job/Cancel'),
  });
});

it('tells shares by the parameters of the latest success, and cannot without them', async () => {
  const parameters = { SERVICE: '{service}', ENVIRONMENT: '{environment}', VERSION: '{version}', DEPLOY_KEY: '{key}' };
  const staged = { ...parameters, STAGE: '{stage}', PERCENT: '{percent}', PREVIOUS: '{previous}' };
  const deployer = client({ parameters: staged, stages: ['share'] });
  await carryOut(deployer, aDeployment({ stage: { kind: 'share', percent: 20 } }));
  expect(await deployer.observe(place)).toMatchObject({ version: '1.4.2', shares: [{ percent: 20 }, { percent: 80 }] });
  const blind = client({ parameters: { DEPLOY_KEY: '{key}', VERSION: 'v{version}' } });
  expect(await blind.capabilities()).toEqual({ observe: false, remove: false });
  expect(await blind.observe(place)).toMatchObject({ kind: 'cannot_tell' });
});

it('tells the doctor of a disabled job, and of parameters the job does not declare', async () => {
  server.declared = ['SERVICE', 'ENVIRONMENT', 'VERSION'];
  expect(await client().check()).toMatchObject({
    ok: false,
    why: expect.stringContaining('does not declare DEPLOY_KEY'),
  });
  server.isBuildable = false;
  expect(await client().check()).toMatchObject({ ok: false, why: expect.stringContaining('disabled') });
});

it('names the variable of a missing or wrong token and never its value', async () => {
  await expect(client({ tokenEnv: 'NO_TOKEN' }).deploy(aDeployment())).rejects.toThrow('NO_TOKEN is not set');
  const answer = await client({ tokenEnv: 'OTHER_TOKEN' }).check();
  expect(answer).toMatchObject({ ok: false, why: expect.stringContaining('OTHER_TOKEN') });
  expect(JSON.stringify(answer)).not.toContain('a-secret');
});

it('keeps the build instead of its place in the queue once it has begun', async () => {
  server.takes = 60_000;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  expect(started.handle).toMatchObject({ run: 'queue/40' });
  expect(await client().poll(deployment, started.handle)).toMatchObject({
    handle: { run: 'build/1' },
    note: 'Build 1 is running: https://jenkins.example/job/shop/job/deploy/1/console',
  });
});
