import { beforeEach, expect, it } from 'vitest';
import type { CiDeployerOptions } from '#adapters/ci/ci-deployer.ts';
import type { Deployer, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { type AGitlabProject, aGitlabProject } from './a-gitlab-project.ts';
import type { PipelinesServer } from './pipelines-server.ts';

const create = 'POST /api/v4/projects/shop%2Fshop/pipeline';
const place = { service: 'api', environment: 'production' };
let project: AGitlabProject;
let server: PipelinesServer;

beforeEach(async () => {
  project = await aGitlabProject();
  server = project.server;
});

function client(changed: object = {}, options: Partial<CiDeployerOptions> = {}): Deployer {
  return project.client(changed, { requestTimeout: 5_000, patience: 300, ...options });
}

async function carryOut(deployer: Deployer, deployment = aDeployment()): Promise<DeploymentStatus> {
  return untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
}

it('tells the job and the error of a failed pipeline, with the link to it', async () => {
  server.failure = 'No capacity is left.';
  expect(await carryOut(client())).toEqual({
    kind: 'failure',
    why: 'Pipeline 1 failed in deploy: No capacity is left. See https://gitlab.com/shop/shop/-/pipelines/1',
  });
});

it('tells of a failure though the log may not be read', async () => {
  server.failure = 'No capacity is left.';
  server.faults = [
    { call: 'GET /api/v4/projects/shop%2Fshop/jobs', answer: { status: 403, body: { message: '403 Forbidden' } } },
  ];
  expect(await carryOut(client())).toMatchObject({ why: expect.stringContaining('Pipeline 1 failed in deploy') });
});

it.each([
  ['canceled', 'was cancelled'],
  ['skipped', 'was skipped, so nothing was deployed'],
])('takes a pipeline that ended as %s for no success', async (ending, why) => {
  server.ending = ending;
  expect(await carryOut(client())).toMatchObject({ kind: 'failure', why: expect.stringContaining(why) });
});

it('waits for a job that somebody starts by hand', async () => {
  server.ending = 'manual';
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  expect(await client().poll(deployment, started.handle)).toMatchObject({
    kind: 'in_progress',
    note: expect.stringContaining('waits for somebody to start a job on GitLab'),
  });
});

it('waits as long as a limit asks, and creates one pipeline', async () => {
  server.faults = [{ call: create, answer: { status: 429, body: 'Retry later', headers: { 'retry-after': '7' } } }];
  const deployment = aDeployment();
  await expect(client({}, { now: () => 1_000_000 }).deploy(deployment)).rejects.toMatchObject({
    code: 'DEPLOYER_UNAVAILABLE',
    retryAt: 1_007_000,
  });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 502 after the effect', { status: 502, body: '<h1>Bad gateway</h1>' }],
  ['drops the connection after the effect', 'drop'],
  ['cuts its answer short after the effect', 'cut'],
  ['does not answer in time after the effect', 'hang'],
] as const)('finds the pipeline by its variables when GitLab %s', async (_what, answer) => {
  server.faults = [{ call: create, answer, after: true }];
  const deployment = aDeployment();
  expect(await carryOut(client({}, { patience: 20_000 }), deployment)).toMatchObject({ kind: 'success' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
  expect(server.effects(deployment.key)).toBe(1);
});

it.each([
  ['answers 500', { status: 500, body: { message: '500 Internal Server Error' } }],
  ['drops the connection', 'drop'],
] as const)('is unknown and never sent again when GitLab %s and shows no pipeline', async (_what, answer) => {
  server.faults = [{ call: create, answer }];
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(server.count(create)).toBe(1);
});

it('is unknown when the answer was lost and the variables may not be read', async () => {
  server.showsVariables = false;
  server.faults = [{ call: create, answer: 'drop', after: true }];
  const deployment = aDeployment();
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'unknown' });
  expect(server.effects(deployment.key)).toBe(1);
});

it('tells the stages of the configured variables, and what runs after each', async () => {
  const variables = {
    DEPLOY_KEY: '{key}',
    ENVIRONMENT: '{environment}',
    SERVICE: '{service}',
    HOW: '{stage} {percent}',
  };
  const deployer = client({ stages: ['share'], variables });
  await carryOut(deployer, aDeployment({ stage: { kind: 'share', percent: 20 } }));
  expect(server.pipelines[0]?.variables.HOW).toBe('share 20');
  expect(await deployer.observe(place)).toMatchObject({ version: '1.4.2', shares: [{ percent: 20 }, { percent: 80 }] });
});

it('cannot tell what runs without an environment, and after a pipeline of somebody else', async () => {
  expect(await client({ environment: undefined }).capabilities()).toEqual({ observe: false, remove: false });
  expect(await client({ environment: undefined }).observe(place)).toMatchObject({ kind: 'cannot_tell' });
  server.record('api', 'production', null);
  expect(await client().observe(place)).toMatchObject({ why: expect.stringContaining('not started by Fairlead') });
});

it('gives the key back when GitLab refuses the variables, and says why', async () => {
  server.role = 'no_one_allowed';
  const deployment = aDeployment();
  await expect(client().deploy(deployment)).rejects.toThrow('Insufficient permissions to set pipeline variables');
  server.role = 'developer';
  expect(await carryOut(client(), deployment)).toMatchObject({ kind: 'success' });
});

it('tells the doctor of a role that is too low, and of variables nobody may set', async () => {
  server.role = 'maintainer';
  expect(await client().check()).toMatchObject({ ok: false, why: expect.stringContaining('the role maintainer') });
  server.role = 'no_one_allowed';
  expect(await client().check()).toMatchObject({ ok: false, why: expect.stringContaining('lets no one set') });
});

it('names the variable of a missing or wrong token and never its value', async () => {
  await expect(client({ tokenEnv: 'NO_TOKEN' }).deploy(aDeployment())).rejects.toThrow('NO_TOKEN is not set');
  server.faults = [{ call: 'GET', answer: { status: 401, body: { message: '401 for a-secret' } } }];
  const answer = await client({ tokenEnv: 'OTHER_TOKEN' }).check();
  expect(answer).toMatchObject({ ok: false, why: expect.stringContaining('OTHER_TOKEN') });
  expect(JSON.stringify(answer)).not.toContain('a-secret');
});
