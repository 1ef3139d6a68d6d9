import { beforeEach, expect, it } from 'vitest';
import { ReleaseError } from '#errors.ts';
import type { Deployer, DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { type AGitlabProject, aGitlabProject } from './a-gitlab-project.ts';
import { shaOf } from './kept-environments.ts';
import type { PipelinesServer } from './pipelines-server.ts';

const place = { service: 'api', environment: 'production' };
const deployments = '/api/v4/projects/shop%2Fshop/deployments';
let project: AGitlabProject;
let server: PipelinesServer;
let scratch: ReturnType<typeof createMemoryScratch>;

beforeEach(async () => {
  project = await aGitlabProject();
  server = project.server;
  server.jobsDeploy = false;
  scratch = createMemoryScratch({ now: Date.now });
});

function client(changed: object = {}, options: { readonly now?: () => number } = {}): Deployer {
  const config = { deployments: true, remove: true, stages: ['share', 'idle'], ...changed };
  return project.client(config, { scratch, patience: 300, ...options });
}

/** Asks again as the engine does, whatever passes. */
async function carryOut(deployment = aDeployment(), deployer = client()): Promise<DeploymentStatus> {
  for (;;) {
    try {
      return await untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
    } catch (error) {
      if (!(error instanceof ReleaseError) || error.fault !== 'transient') throw error;
    }
  }
}

const refs = () => server.written.map(({ ref, status }) => `${ref} ${status}`);

it('shows that a version is on its way, and then that it runs, at the commit of its tag', async () => {
  server.takes = 200;
  const deployment = aDeployment();
  const started = await client().deploy(deployment);
  expect(refs()).toEqual(['v1.5.0 running']);
  expect(await untilSettled(client, deployment, started)).toMatchObject({ kind: 'success' });
  expect(server.environments.written).toMatchObject([
    { environment: 'production/api', ref: 'v1.5.0', sha: shaOf('v1.5.0'), status: 'success' },
  ]);
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0' });
});

it.each([
  ['failed', 'failed'],
  ['canceled', 'canceled'],
  ['skipped', 'failed'],
])('shows a pipeline that ended as %s as %s', async (ending, status) => {
  server.ending = ending;
  expect(await carryOut()).toMatchObject({ kind: 'failure' });
  expect(refs()).toEqual([`v1.5.0 ${status}`]);
});

it('writes neither a share nor an idle side, and the version once it was switched to', async () => {
  await carryOut(aDeployment({ stage: { kind: 'share', percent: 20 } }));
  await carryOut(aDeployment({ stage: { kind: 'idle' } }));
  expect(refs()).toEqual([]);
  await carryOut(aDeployment({ stage: { kind: 'switch' } }));
  await carryOut(aDeployment({ stage: { kind: 'retire' } }));
  expect(refs()).toEqual(['v1.5.0 success']);
});

const begins = `POST ${deployments}`;
const ends = `PUT ${deployments}/`;
const failing = { status: 500, body: { message: '500 Internal Server Error' } };

it.each([
  ['the beginning is answered with 500', begins, failing, false],
  ['the beginning is answered with 500 after the effect', begins, failing, true],
  ['the connection breaks after the beginning was written', begins, 'drop', true],
  ['the answer to the beginning is cut short', begins, 'cut', true],
  ['the end is answered with 500', ends, failing, false],
  ['the end is answered with 500 after the effect', ends, failing, true],
  ['the connection breaks after the end was written', ends, 'drop', true],
] as const)('writes one deployment though %s', async (_what, call, answer, after) => {
  server.faults = [{ call, answer, after }];
  const deployment = aDeployment();
  expect(await carryOut(deployment)).toMatchObject({ kind: 'success' });
  expect(await carryOut(deployment)).toMatchObject({ kind: 'success' });
  expect(refs()).toEqual(['v1.5.0 success']);
});

it('writes one deployment though neither its beginning nor its end was answered', async () => {
  server.faults = [
    { call: begins, answer: 'drop' },
    { call: begins, answer: 'drop', after: true },
  ];
  expect(await carryOut()).toMatchObject({ kind: 'success' });
  expect(refs()).toEqual(['v1.5.0 success']);
});

it('waits as long as a limit asks to write the end', async () => {
  const limit = { status: 429, body: 'Retry later', headers: { 'retry-after': '7' } };
  server.faults = [{ call: ends, answer: limit }];
  const deployment = aDeployment();
  const deployer = client({}, { now: () => 1_000_000 });
  const started = await deployer.deploy(deployment);
  if (started.kind !== 'in_progress') throw new Error('It is not in progress.');
  await expect(deployer.poll(deployment, started.handle)).rejects.toMatchObject({ retryAt: 1_007_000 });
  expect(await carryOut(deployment)).toMatchObject({ kind: 'success' });
  expect(refs()).toEqual(['v1.5.0 success']);
});

it('writes one deployment for a key that several send at once', async () => {
  const deployment = aDeployment();
  await Promise.all([carryOut(deployment), carryOut(deployment), carryOut(deployment)]);
  expect(refs()).toEqual(['v1.5.0 success']);
});

it('finds the deployment of a key again when what was noted of it is lost', async () => {
  server.takes = 200;
  const deployment = aDeployment();
  await client().deploy(deployment);
  scratch = createMemoryScratch({ now: Date.now });
  expect(await carryOut(deployment)).toMatchObject({ kind: 'success' });
  expect(refs()).toEqual(['v1.5.0 success']);
});

it('writes one deployment when the answer to the pipeline was lost, and none when there is no pipeline', async () => {
  const create = 'POST /api/v4/projects/shop%2Fshop/pipeline';
  server.faults = [{ call: create, answer: 'drop', after: true }];
  expect(await carryOut()).toMatchObject({ kind: 'success' });
  server.faults = [{ call: create, answer: 'drop' }];
  expect(await carryOut(aDeployment({ version: '1.6.0' }))).toMatchObject({ kind: 'unknown' });
  expect(refs()).toEqual(['v1.5.0 success']);
});

it('writes another for the next try of a version, and none over one that has taken its place', async () => {
  server.ending = 'failed';
  await carryOut();
  server.ending = 'success';
  server.takes = 60_000;
  await client().deploy(aDeployment());
  expect(refs()).toEqual(['v1.5.0 running', 'v1.5.0 failed']);
  server.takes = 0;
  await carryOut(aDeployment({ version: '1.4.2', commit: null, intent: 'rollback' }));
  await carryOut();
  expect(refs()).toEqual(['v1.5.0 success', 'v1.4.2 success', 'v1.5.0 running', 'v1.5.0 failed']);
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0' });
});

it('succeeds with its pipeline where the deployment is refused, and says why', async () => {
  server.environments.missing = ['v1.5.0'];
  expect(await carryOut()).toMatchObject({
    kind: 'success',
    note: expect.stringContaining('could not be written to: There is no tag v1.5.0 in shop/shop.'),
  });
  expect(refs()).toEqual([]);
});

it('stops the environment of a service that is taken away, and starts with the next version', async () => {
  await carryOut();
  await carryOut(aDeployment({ version: null, commit: null, intent: 'rollback' }));
  expect(server.environments.stateOf('production/api')).toBe('stopped');
  const note = 'The GitLab environment production/api is stopped.';
  expect(await client().observe(place)).toEqual({ kind: 'running', version: null, note });
  server.environments.startsAfter = 60_000;
  await carryOut(aDeployment({ version: '1.6.0' }));
  expect(server.environments.stateOf('production/api')).toBe('stopped');
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.6.0' });
});

it('leaves the environment as it is when a removal fails', async () => {
  await carryOut();
  server.ending = 'failed';
  await carryOut(aDeployment({ version: null, commit: null, intent: 'rollback' }));
  expect(server.environments.stateOf('production/api')).toBe('available');
});

it('reads the deployments of jobs, too, and cannot tell what is of no version', async () => {
  server.jobsDeploy = true;
  const state = { key: 'earlier', service: 'api', version: '1.4.2', previous: null };
  server.record('api', 'production', state);
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2' });
  server.write('api', 'production', '1.5.0');
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.5.0' });
  expect(await client({ deployments: false }).observe(place)).toMatchObject({
    why: expect.stringContaining('not started by Fairlead'),
  });
  expect(await client({ deploymentTag: '{service}/{version}' }).observe(place)).toMatchObject({
    kind: 'cannot_tell',
    why: 'The latest deployment on GitLab is not of the tag of a version.',
  });
});

it('takes a service for gone where a job stopped its environment, until the next deployment', async () => {
  server.jobsDeploy = true;
  const deployer = client({ deployments: false });
  await carryOut(aDeployment(), deployer);
  expect(await deployer.observe(place)).toEqual({ kind: 'running', version: '1.5.0' });
  server.write('api', 'production', null);
  expect(await deployer.observe(place)).toMatchObject({ kind: 'running', version: null });
  server.takes = 100;
  await carryOut(aDeployment({ version: '1.6.0' }), deployer);
  expect(await deployer.observe(place)).toEqual({ kind: 'running', version: '1.6.0' });
});

it('tells the doctor of a project without environments', async () => {
  server.environmentsAccess = 'disabled';
  expect(await client().check()).toMatchObject({
    ok: false,
    why: expect.stringContaining('environments switched off'),
  });
  expect(await client({ deployments: false }).check()).toEqual({ ok: true });
});
