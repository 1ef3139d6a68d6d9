import { beforeEach, expect, it } from 'vitest';
import { createGithubActionsDeployer } from '#adapters/github-actions/github-actions-deployer.ts';
import { GithubActionsConfig } from '#domain/project/ci-deployer-config.ts';
import type { Deployer, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { ActionsServer } from './actions-server.ts';

const dispatch = 'POST /repos/shop/shop/actions';
const place = { service: 'api', environment: 'production' };
let server: ActionsServer;
let scratch: ReturnType<typeof createMemoryScratch>;

beforeEach(async () => {
  server = await new ActionsServer().start();
  scratch = createMemoryScratch({ now: Date.now });
});

function client(
  changed: object = {},
  options: { readonly now?: () => number; readonly patience?: number } = {},
): Deployer {
  const config = GithubActionsConfig.parse({
    kind: 'github-actions',
    repository: 'shop/shop',
    workflow: 'deploy.yml',
    apiUrl: server.url,
    ...changed,
  });
  const environment = { GITHUB_TOKEN: 'good', OTHER_TOKEN: 'a-secret' };
  return createGithubActionsDeployer(config, {
    environment,
    scratch,
    requestTimeout: 5_000,
    patience: 300,
    ...options,
  });
}

async function carryOut(deployer: Deployer, deployment = aDeployment()): Promise<DeploymentStatus> {
  return untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
}

it('says while a run is going on where its log is, and asks to be asked every five seconds', async () => {
  server.takes = 60_000;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  expect(started).toMatchObject({
    note: 'Its run was started: https://github.com/shop/shop/actions/runs/1',
    lookAgainIn: 5_000,
  });
  if (started.kind !== 'in_progress') return;
  expect(await client().poll(deployment, started.handle)).toMatchObject({
    kind: 'in_progress',
    note: 'Run 1 is running: https://github.com/shop/shop/actions/runs/1',
  });
});

it('tells the job, the step and the error of a failed run, with the link to its log', async () => {
  server.failure = 'No capacity is left.';
  expect(await carryOut(client())).toEqual({
    kind: 'failure',
    why: 'Run 1 failed in deploy, "Roll out": No capacity is left. See https://github.com/shop/shop/actions/runs/1',
  });
});

it('takes out of the error what is shaped like a token', async () => {
  server.failure = `Refused for ghp_${'a'.repeat(36)}`;
  expect(await carryOut(client())).toMatchObject({ why: expect.stringContaining('Refused for [redacted]') });
});

it('tells of a failure though GitHub does not say why', async () => {
  server.failure = 'No capacity is left.';
  const refused = { status: 403, body: { message: 'Resource not accessible by personal access token' } };
  server.faults = [{ call: 'GET /repos/shop/shop/check-runs', answer: refused }];
  expect(await carryOut(client())).toMatchObject({ kind: 'failure', why: expect.stringContaining('"Roll out"') });
});

it.each([
  ['cancelled', 'was cancelled'],
  ['skipped', 'was skipped, so nothing was deployed'],
  ['neutral', 'ended as neutral, which is no success'],
])('takes a run that ended as %s for no success', async (conclusion, why) => {
  server.conclusion = conclusion;
  expect(await carryOut(client())).toMatchObject({ kind: 'failure', why: expect.stringContaining(why) });
});

it('waits as long as a limit asks, and sends once', async () => {
  const limited = { status: 429, body: { message: 'API rate limit exceeded' }, headers: { 'retry-after': '7' } };
  server.faults = [{ call: dispatch, answer: limited }];
  const deployment = aDeployment();
  const now = () => 1_000_000;
  await expect(client({}, { now }).deploy(deployment)).rejects.toMatchObject({
    code: 'DEPLOYER_UNAVAILABLE',
    fault: 'transient',
    retryAt: 1_007_000,
  });
  expect(await client().find(deployment)).toEqual({ kind: 'not_seen' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500 after the effect', { status: 500, body: { message: 'Server Error' } }, true],
  ['drops the connection after the effect', 'drop', true],
  ['cuts its answer short after the effect', 'cut', true],
  ['does not answer in time after the effect', 'hang', true],
] as const)('finds the run by its key when GitHub %s', async (_what, answer, after) => {
  server.faults = [{ call: dispatch, answer, after }];
  const deployment = aDeployment();
  expect(await carryOut(client({}, { patience: 20_000 }), deployment)).toMatchObject({ kind: 'success' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500', { status: 500, body: { message: 'Server Error' } }],
  ['drops the connection', 'drop'],
] as const)('is unknown and never sent again when GitHub %s and shows no run', async (_what, answer) => {
  server.faults = [{ call: dispatch, answer }];
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(await carryOut(client(), deployment)).toMatchObject({
    kind: 'unknown',
    why: 'It may have been sent, and no run shows its key. Look at the runs of deploy.yml in shop/shop on GitHub whether it deployed.',
  });
  expect(server.count(dispatch)).toBe(1);
});

it('is unknown and never sent again when the worker died between the claim and the dispatch', async () => {
  const deployment = aDeployment();
  const dying = { ...scratch, set: () => Promise.reject(new Error('The worker dies here.')) };
  const config = GithubActionsConfig.parse({
    kind: 'github-actions',
    repository: 'shop/shop',
    workflow: 'deploy.yml',
    apiUrl: server.url,
  });
  const dead = createGithubActionsDeployer(config, { environment: { GITHUB_TOKEN: 'good' }, scratch: dying });
  await expect(dead.deploy(deployment)).rejects.toThrow('The worker dies here.');
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(server.count(dispatch)).toBe(0);
});

it('is unknown when the server does not tell the run and the workflow does not name it', async () => {
  server.isOld = true;
  server.hasRunName = false;
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(server.effects(deployment.key)).toBe(1);
});

it('finds a run by its key though every note of it is lost', async () => {
  const deployment = aDeployment();
  await carryOut(client(), deployment);
  scratch = createMemoryScratch({ now: Date.now });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it('does not take the run of a longer key for its own', async () => {
  const deployment = aDeployment();
  await carryOut(client(), { ...deployment, key: `${deployment.key}0` });
  expect(await client().find(deployment)).toEqual({ kind: 'not_seen' });
});

it('goes on after an outage in the middle', async () => {
  server.takes = 100;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  server.faults = [{ call: 'GET /repos/shop/shop/actions/runs/1', answer: { status: 502, body: '<h1>Bad</h1>' } }];
  await expect(client().poll(deployment, started.handle)).rejects.toMatchObject({ fault: 'transient' });
  expect(await untilSettled(() => client(), deployment, started)).toMatchObject({ kind: 'success' });
});

it('writes one Deployment with its states, and not once more when asked again', async () => {
  const deployment = aDeployment();
  await carryOut(client(), deployment);
  await carryOut(client(), deployment);
  expect(server.deployments).toHaveLength(1);
  expect(server.deployments[0]?.statuses).toEqual(['success', 'in_progress']);
  expect(server.deployments[0]?.fields).toMatchObject({
    task: 'deploy:api',
    environment: 'production',
    auto_merge: false,
  });
});

it('is a success though its Deployment may not be written, and says so', async () => {
  const refused = { status: 403, body: { message: 'Resource not accessible' } };
  const call = 'POST /repos/shop/shop/deployments';
  server.faults = [
    { call, answer: refused },
    { call, answer: refused },
  ];
  expect(await carryOut(client())).toMatchObject({
    kind: 'success',
    note: expect.stringContaining('its GitHub Deployment could not be written'),
  });
});

it('tells shares, the idle side and what runs from the latest success of the service', async () => {
  const deployer = client({
    stages: ['share', 'idle'],
    inputs: { version: '{version}', key: '{key}', stage: '{stage}', percent: '{percent}' },
  });
  await carryOut(deployer, aDeployment({ stage: { kind: 'share', percent: 20 } }));
  expect(server.runs[0]?.inputs).toMatchObject({ stage: 'share', percent: '20', version: '1.5.0' });
  expect(await deployer.observe(place)).toEqual({
    kind: 'running',
    version: '1.4.2',
    shares: [
      { version: '1.5.0', percent: 20 },
      { version: '1.4.2', percent: 80 },
    ],
  });
  await carryOut(deployer, aDeployment({ stage: { kind: 'idle' } }));
  expect(await deployer.observe(place)).toEqual({ kind: 'running', version: '1.4.2', idle: '1.5.0' });
  server.record('web', 'production', { key: 'k', service: 'web', version: '9.0.0', previous: null });
  await carryOut(deployer, aDeployment({ stage: { kind: 'switch' } }));
  expect(await deployer.observe(place)).toEqual({ kind: 'running', version: '1.5.0', idle: '1.4.2' });
});

it('refuses a stage and a removal it is not configured for, before anything is sent', async () => {
  const stage = { kind: 'share', percent: 20 } as const;
  await expect(client().deploy(aDeployment({ stage }))).rejects.toMatchObject({ code: 'DEPLOYER_FAILED' });
  await expect(client().deploy(aDeployment({ version: null }))).rejects.toMatchObject({ code: 'DEPLOYER_FAILED' });
  expect(await client({ stages: ['share'] }).capabilities()).toEqual({
    observe: true,
    remove: false,
    stages: ['share'],
  });
  expect(server.calls).toEqual([]);
});

it('cannot tell what runs without Deployments, and with one that holds no version', async () => {
  expect(await client({ deployments: false }).observe(place)).toMatchObject({ kind: 'cannot_tell' });
  server.record('api', 'production', { by: 'somebody else' });
  expect(await client().observe(place)).toMatchObject({ kind: 'cannot_tell' });
});

it('gives the key back when GitHub refuses an input the workflow does not declare', async () => {
  const deployment = aDeployment();
  await expect(client({ inputs: { key: '{key}', colour: 'blue' } }).deploy(deployment)).rejects.toMatchObject({
    code: 'DEPLOYER_FAILED',
    fault: 'fatal',
    message: expect.stringContaining('Unexpected inputs provided: ["colour"]'),
  });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
});

it('names the variable of a missing or wrong token and never its value', async () => {
  await expect(client({ tokenEnv: 'NO_TOKEN' }).deploy(aDeployment())).rejects.toThrow('NO_TOKEN is not set');
  const echoing = { status: 401, body: { message: 'Bad credentials: a-secret' } };
  server.faults = [{ call: 'GET', answer: echoing }];
  const answer = await client({ tokenEnv: 'OTHER_TOKEN' }).check();
  expect(answer).toMatchObject({ ok: false, why: expect.stringContaining('OTHER_TOKEN') });
  expect(JSON.stringify(answer)).not.toContain('a-secret');
});

it('tells the doctor of a workflow that is switched off, and of a token that may only read', async () => {
  server.workflowState = 'disabled_manually';
  expect(await client().check()).toMatchObject({ ok: false, why: expect.stringContaining('disabled_manually') });
  server.push = false;
  expect(await client().check()).toMatchObject({ ok: false, why: expect.stringContaining('Actions: write') });
});
