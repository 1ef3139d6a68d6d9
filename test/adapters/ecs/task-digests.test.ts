import { beforeEach, expect, it } from 'vitest';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import type { EcsServer } from '#test/support/ecs/ecs-server.ts';
import { type AnEcs, anEcs } from './an-ecs.ts';

const place = { service: 'api', environment: 'production' };
const one = `sha256:${'1'.repeat(64)}`;
const other = `sha256:${'2'.repeat(64)}`;
let server: EcsServer;
let client: AnEcs['client'];

beforeEach(async () => {
  ({ client, server } = await anEcs());
  server.put('production', 'api', '1.4.2');
});

it('tells the digest that all tasks run, over several pages of them', async () => {
  server.digestsOf = () => [one];
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', instances: 3, artifact: one });
  expect(server.count('ListTasks')).toBe(2);
});

it.each([
  ['two tasks run other builds of the version', [one, other]],
  ['one task does not tell', [one, '']],
  ['no task tells', []],
])('tells no digest where %s', async (_where, digests) => {
  server.digestsOf = () => digests;
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', instances: 3 });
});

it('tells no digest of more tasks than are looked through', async () => {
  server.digestsOf = () => [one];
  const service = server.services.get('production/api');
  if (service !== undefined) service.desiredCount = 21;
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', instances: 21 });
});

it('tells the digest of each version while both run', async () => {
  const deployer = client();
  const deployment = aDeployment();
  await untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
  server.digestsOf = (arn) => [arn.endsWith(':2') ? one : other];
  server.putBack('production', 'api');
  const shares = [
    { version: '1.5.0', percent: 50, instances: 3, artifact: one },
    { version: '1.4.2', percent: 50, instances: 3, artifact: other },
  ];
  const running = { kind: 'running', version: '1.5.0', instances: 3 };
  expect(await deployer.observe(place)).toEqual({ ...running, artifact: one, shares });
});

it.each(['ListTasks', 'DescribeTasks'])('tells the version alone where %s is not allowed', async (call) => {
  server.digestsOf = () => [one];
  server.faults = [{ call, answer: { status: 400, body: { __type: 'AccessDeniedException', message: 'no' } } }];
  expect(await client().observe(place)).toEqual({ kind: 'running', version: '1.4.2', instances: 3 });
});

it('is asked again where the look at the tasks is throttled', async () => {
  server.faults = [{ call: 'DescribeTasks', answer: { status: 400, body: { __type: 'ThrottlingException' } } }];
  await expect(client().observe(place)).rejects.toMatchObject({ fault: 'transient' });
});

it('tells the doctor where tasks may not be looked at', async () => {
  const doctor = client({ cluster: 'production' });
  expect(await doctor.check()).toEqual({ ok: true });
  const denied = { status: 400, body: { __type: 'AccessDeniedException', message: 'not authorized: ecs:ListTasks' } };
  server.faults = [{ call: 'ListTasks', answer: denied }];
  expect(await doctor.check()).toMatchObject({ ok: false, why: expect.stringContaining('ecs:ListTasks') });
});
