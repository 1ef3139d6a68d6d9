import { describe, expect, it } from 'vitest';
import { createDeployers } from '#adapters/deployers.ts';
import { DeployerConfig } from '#domain/project/deployer-config.ts';
import type { Scratch } from '#ports/log-store.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { ArgoCdServer } from '#test/support/argo-cd/argo-cd-server.ts';
import { EcsServer } from '#test/support/ecs/ecs-server.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { ActionsServer } from '../github-actions/actions-server.ts';
import { PipelinesServer } from '../gitlab-ci/pipelines-server.ts';
import { JenkinsServer } from '../jenkins/jenkins-server.ts';
import { GateServer } from '../spinnaker/gate-server.ts';
import { createDyingWorker } from './dying-worker.ts';

const never = () => Promise.reject(new Error('Nothing is run here.'));
const environment = {
  GITHUB_TOKEN: 'good',
  GITLAB_TOKEN: 'good',
  JENKINS_TOKEN: 'good',
  SPINNAKER_TOKEN: 'good',
  ARGOCD_AUTH_TOKEN: 'good',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'good-secret-key',
};

function deployerOf(config: object, scratch: Scratch, fetch: typeof globalThis.fetch = globalThis.fetch) {
  const runner = { machine: 'here', start: never, status: never, stop: never };
  const deployers = createDeployers({ runner, ask: never, folder: '/', environment, scratch, fetch });
  return deployers.of(DeployerConfig.parse(config));
}

function argoCdWithAnApplication(): ArgoCdServer {
  const server = new ArgoCdServer();
  server.put('api-production', { targetRevision: 'v1.4.2' });
  return server;
}

function ecsWithAService(): EcsServer {
  const server = new EcsServer();
  server.put('default', 'api', '1.4.2');
  return server;
}

const systems = [
  [
    'GitHub Actions',
    () => new ActionsServer(),
    { kind: 'github-actions', repository: 'shop/shop', workflow: 'deploy.yml' },
    'apiUrl',
  ],
  ['GitLab CI', () => new PipelinesServer(), { kind: 'gitlab-ci', project: 'shop/shop' }, 'url'],
  ['Jenkins', () => new JenkinsServer(), { kind: 'jenkins', job: 'shop/deploy', user: 'bot' }, 'url'],
  ['Spinnaker', () => new GateServer(), { kind: 'spinnaker', application: 'shop', pipeline: 'Deploy' }, 'url'],
  ['Argo CD', argoCdWithAnApplication, { kind: 'argo-cd' }, 'url'],
  [
    'Amazon ECS',
    ecsWithAService,
    { kind: 'ecs', region: 'eu-central-1', image: 'shop/{service}:{version}' },
    'endpoint',
  ],
] as const;

describe.each(systems)('a worker that deploys by %s and dies', (_name, createServer, settings, addressKey) => {
  it.each(['before', 'after'] as const)('%s any of its touches leaves one run at most, and no guess', async (when) => {
    const ends: string[] = [];
    for (let at = 1; at <= 20; at += 1) {
      const server = await createServer().start();
      const config = { ...settings, [addressKey]: server.url };
      const scratch = createMemoryScratch({ now: Date.now });
      const deployment = aDeployment();
      const worker = createDyingWorker(scratch, at, when);
      await deployerOf(config, worker.scratch, worker.fetch)
        .deploy(deployment)
        .catch(() => undefined);
      const sentBefore = server.effects(deployment.key);
      const successor = deployerOf(config, scratch);
      const found = await successor.find(deployment);
      const next = found.kind === 'not_seen' ? await successor.deploy(deployment) : found;
      if (sentBefore === 0 && found.kind !== 'not_seen') {
        // It may have been sent for all that anybody knows, so it is not sent again.
        expect([next.kind, server.effects(deployment.key)]).toEqual(['in_progress', 0]);
        ends.push('waits for people');
        continue;
      }
      expect(await untilSettled(() => successor, deployment, next)).toMatchObject({ kind: 'success' });
      expect(server.effects(deployment.key)).toBe(1);
      ends.push(sentBefore === 1 ? 'found' : 'sent by the next');
      if (!worker.isDead()) break;
    }
    expect(new Set(ends)).toEqual(new Set(['sent by the next', 'waits for people', 'found']));
  });
});
