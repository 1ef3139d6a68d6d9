import { beforeEach, expect, it } from 'vitest';
import { createGithubActionsDeployer } from '#adapters/github-actions/github-actions-deployer.ts';
import { GithubActionsConfig } from '#domain/project/ci-deployer-config.ts';
import type { DeploymentStatus } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { ActionsServer } from './actions-server.ts';

let server: ActionsServer;

beforeEach(async () => {
  server = await new ActionsServer().start();
});

async function carryOut(deployment = aDeployment(), changed: object = {}): Promise<DeploymentStatus> {
  const config = GithubActionsConfig.parse({
    kind: 'github-actions',
    repository: 'shop/shop',
    workflow: 'deploy.yml',
    apiUrl: server.url,
    remove: true,
    stages: ['share'],
    ...changed,
  });
  const scratch = createMemoryScratch({ now: Date.now });
  const deployer = createGithubActionsDeployer(config, { environment: { GITHUB_TOKEN: 'good' }, scratch });
  return untilSettled(() => deployer, deployment, await deployer.deploy(deployment));
}

const states = (): readonly (readonly string[])[] => server.deployments.map(({ statuses }) => statuses);

it('marks the environments that customers use and those that do not stay, and leads to them', async () => {
  await carryOut(aDeployment({ environment: 'review-17' }), {
    productionEnvironments: ['live'],
    transientEnvironments: ['review-17'],
    environmentUrl: 'https://{environment}.shop.example/{service}',
  });
  expect(server.deployments[0]?.fields).toMatchObject({ production_environment: false, transient_environment: true });
  expect(server.deployments[0]?.urls).toEqual([
    'https://review-17.shop.example/api',
    'https://review-17.shop.example/api',
  ]);
  await carryOut(aDeployment({ environment: 'live' }), { productionEnvironments: ['live'] });
  expect(server.deployments[0]?.fields).toMatchObject({ production_environment: true, transient_environment: false });
  expect(server.deployments[0]?.urls).toEqual([]);
});

it('makes the Deployment of the version before inactive, and none of another service', async () => {
  server.record('web', 'production', { key: 'k', service: 'web', version: '9.0.0', previous: null });
  server.record('api', 'production', { key: 'k', service: 'api', version: '1.4.2', previous: null });
  server.record('api', 'production', { key: 'l', service: 'api', version: '1.4.3', previous: null }, ['failure']);
  await carryOut();
  expect(states()).toEqual([['success', 'in_progress'], ['failure'], ['inactive', 'success'], ['success']]);
});

it('leaves it active while both versions run', async () => {
  server.record('api', 'production', { key: 'k', service: 'api', version: '1.4.2', previous: null });
  await carryOut(aDeployment({ stage: { kind: 'share', percent: 20 } }));
  expect(states()).toEqual([['success', 'in_progress'], ['success']]);
});

it('leaves none active once the service is taken away', async () => {
  server.record('api', 'production', { key: 'k', service: 'api', version: '1.4.2', previous: null });
  await carryOut(aDeployment({ version: null, intent: 'rollback' }));
  expect(states()).toEqual([
    ['inactive', 'success', 'in_progress'],
    ['inactive', 'success'],
  ]);
});

it('is a success though the one before cannot be made inactive', async () => {
  server.record('api', 'production', { key: 'k', service: 'api', version: '1.4.2', previous: null });
  const refused = { status: 403, body: { message: 'Resource not accessible' } };
  server.faults = [{ call: 'POST /repos/shop/shop/deployments/1/statuses', answer: refused }];
  expect(await carryOut()).toMatchObject({
    kind: 'success',
    note: expect.not.stringContaining('could not be written'),
  });
});
