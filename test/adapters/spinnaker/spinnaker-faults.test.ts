import { beforeEach, expect, it } from 'vitest';
import { createSpinnakerDeployer } from '#adapters/spinnaker/spinnaker-deployer.ts';
import { SpinnakerConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { GateServer } from './gate-server.ts';

const trigger = 'POST /pipelines/shop/Deploy';
const link = 'https://deck.example/#/applications/shop/executions/01F5KC59TRGWKCP31C4N000001';
const place = { service: 'api', environment: 'production' };
let server: GateServer;
let scratch: ReturnType<typeof createMemoryScratch>;

beforeEach(async () => {
  server = await new GateServer().start();
  scratch = createMemoryScratch({ now: Date.now });
});

function client(
  changed: object = {},
  options: { readonly now?: () => number; readonly patience?: number } = {},
): Deployer {
  const config = SpinnakerConfig.parse({
    kind: 'spinnaker',
    url: server.url,
    application: 'shop',
    pipeline: 'Deploy',
    deckUrl: 'https://deck.example/',
    ...changed,
  });
  const environment = { SPINNAKER_TOKEN: 'good', OTHER_TOKEN: 'a-secret' };
  return createSpinnakerDeployer(config, { environment, scratch, requestTimeout: 5_000, patience: 300, ...options });
}

async function carryOut(deployer: Deployer, deployment = aDeployment()): Promise<DeploymentStatus> {
  return untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
}

it('links the execution in Deck while it goes on and when it is done', async () => {
  server.takes = 200;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  expect(started).toMatchObject({
    kind: 'in_progress',
    note: `Its execution was started: ${link}`,
    lookAgainIn: 5_000,
  });
  if (started.kind !== 'in_progress') return;
  expect(await client().poll(deployment, started.handle)).toMatchObject({ note: `The execution is running: ${link}` });
  expect(await untilSettled(() => client(), deployment, started)).toEqual({
    kind: 'success',
    note: `The execution succeeded: ${link}`,
  });
});

it.each([
  ['NOT_STARTED', 'waits to be started'],
  ['BUFFERED', 'waits for another execution'],
  ['PAUSED', 'somebody has to resume it'],
  ['SUSPENDED', 'is suspended'],
])('is in progress while the execution is %s', async (standing, words) => {
  server.takes = 60_000;
  server.standing = standing;
  const deployment = aDeployment();
  await client().deploy(deployment);
  expect(await client().find(deployment)).toMatchObject({ kind: 'in_progress', note: expect.stringContaining(words) });
});

it('tells the stage that failed and its error', async () => {
  server.failure = 'No capacity is left.';
  expect(await carryOut(client())).toEqual({
    kind: 'failure',
    why: `The execution failed in Deploy (Manifest): No capacity is left. See ${link}`,
  });
});

it('tells of a failure though the whole execution cannot be read', async () => {
  server.failure = 'No capacity is left.';
  server.faults = [{ call: 'GET /pipelines/', answer: { status: 500, body: { message: 'Oops' } } }];
  expect(await carryOut(client())).toEqual({ kind: 'failure', why: `The execution failed. See ${link}` });
});

it.each(['CANCELED', 'STOPPED', 'SKIPPED', 'FAILED_CONTINUE'])(
  'takes an execution that ended as %s for no success',
  async (ending) => {
    server.ending = ending;
    expect(await carryOut(client())).toMatchObject({ kind: 'failure' });
  },
);

it('waits as long as a limit asks, and triggers once', async () => {
  const limited = { status: 429, body: { message: 'Rate limit exceeded' }, headers: { 'retry-after': '7' } };
  server.faults = [{ call: trigger, answer: limited }];
  const deployment = aDeployment();
  await expect(client({}, { now: () => 1_000_000 }).deploy(deployment)).rejects.toMatchObject({
    code: 'DEPLOYER_UNAVAILABLE',
    retryAt: 1_007_000,
  });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500 after the effect', { status: 500, body: { message: 'Oops' } }],
  ['answers 422 for a connection that broke behind it', { status: 422, body: { message: 'timeout' } }],
  ['drops the connection after the effect', 'drop'],
  ['cuts its answer short after the effect', 'cut'],
  ['does not answer in time after the effect', 'hang'],
] as const)('finds the execution by its key when Gate %s', async (_what, answer) => {
  server.faults = [{ call: trigger, answer, after: true }];
  const deployment = aDeployment();
  expect(await carryOut(client({}, { patience: 20_000 }), deployment)).toMatchObject({ kind: 'success' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
  expect(server.count(trigger)).toBe(1);
});

it.each([
  ['answers 500', { status: 500, body: { message: 'Oops' } }],
  ['answers 422', { status: 422, body: { message: '502 Bad Gateway' } }],
  ['drops the connection', 'drop'],
] as const)('is unknown and never sent again when Gate %s and shows no execution', async (_what, answer) => {
  server.faults = [{ call: trigger, answer }];
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(await carryOut(client(), deployment)).toMatchObject({
    kind: 'unknown',
    why: expect.stringContaining('the executions of "Deploy" in shop on Spinnaker'),
  });
  expect(server.count(trigger)).toBe(1);
});

it('finds an execution by its key though every note of it is lost', async () => {
  const deployment = aDeployment();
  await carryOut(client(), deployment);
  scratch = createMemoryScratch({ now: Date.now });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it('gives the key back when Gate misses a parameter, and says which', async () => {
  server.required = ['version', 'colour'];
  const deployment = aDeployment();
  await expect(client().deploy(deployment)).rejects.toThrow('Required parameter colour is missing');
  server.required = [];
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
});

it('has not ended before the stages of a cancelled execution have', async () => {
  server.takes = 60_000;
  server.windsDown = 300;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  await client().cancel?.(deployment, started.handle);
  expect(await client().poll(deployment, started.handle)).toMatchObject({
    kind: 'in_progress',
    note: `The execution is ending: ${link}`,
  });
  expect(await untilSettled(() => client(), deployment, started)).toEqual({
    kind: 'failure',
    why: `The execution was cancelled. See ${link}`,
  });
});

it('is asked again to cancel what has not shown up yet', async () => {
  server.faults = [{ call: trigger, answer: 'drop' }];
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  await expect(client().cancel?.(deployment, started.handle)).rejects.toMatchObject({ fault: 'transient' });
});

it('cancels nothing where the configuration forbids it', () => {
  expect(client({ cancel: false }).cancel).toBeUndefined();
});

it('tells shares by what the latest success was told, and nothing of executions of other people', async () => {
  const parameters = { key: '{key}', version: '{version}', how: '{stage} {percent}' };
  const deployer = client({ parameters, stages: ['share'] });
  await carryOut(deployer, aDeployment({ stage: { kind: 'share', percent: 20 } }));
  expect(server.executions[0]?.parameters.how).toBe('share 20');
  server.record({ service: 'api', environment: 'production', version: '9.0.0' });
  expect(await deployer.observe(place)).toMatchObject({ version: '1.4.2', shares: [{ percent: 20 }, { percent: 80 }] });
});

it('tells the doctor of a pipeline that is not there, is disabled, or wants what it is not given', async () => {
  expect(await client({ pipeline: 'Deplyo' }).check()).toMatchObject({
    why: expect.stringContaining('has no pipeline'),
  });
  expect(await client({ pipeline: 'Deplyo' }).observe(place)).toMatchObject({ kind: 'cannot_tell' });
  server.required = ['version', 'colour'];
  expect(await client().check()).toMatchObject({ ok: false, why: expect.stringContaining('wants colour') });
  server.isDisabled = true;
  expect(await client().check()).toMatchObject({ ok: false, why: expect.stringContaining('is disabled') });
});

it('signs on with a user where one is configured', async () => {
  server.authorization = `Basic ${Buffer.from('bot:good').toString('base64')}`;
  expect(await carryOut(client({ user: 'bot' }))).toMatchObject({ kind: 'success' });
});

it('names the variable of a missing or wrong token and never its value', async () => {
  await expect(client({ tokenEnv: 'NO_TOKEN' }).deploy(aDeployment())).rejects.toThrow('NO_TOKEN is not set');
  const answer = await client({ tokenEnv: 'OTHER_TOKEN' }).check();
  expect(answer).toMatchObject({ ok: false, why: expect.stringContaining('OTHER_TOKEN') });
  expect(JSON.stringify(answer)).not.toContain('a-secret');
});
