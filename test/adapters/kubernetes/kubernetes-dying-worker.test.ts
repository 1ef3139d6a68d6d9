import { describe, expect, it } from 'vitest';
import { createKubernetesDeployer } from '#adapters/kubernetes/kubernetes-deployer.ts';
import { KubernetesConfig } from '#domain/project/kubernetes-config.ts';
import type { Deployer, Deployment } from '#ports/deployer.ts';
import { aDeployment, untilSettled } from '#test/contract/deployer.contract.ts';
import { KubernetesServer } from '#test/support/kubernetes/kubernetes-server.ts';
import { aClusterDeployment, aClusterRoute, aClusterService } from '#test/support/kubernetes/objects.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';
import { createDyingWorker } from '../ci/dying-worker.ts';

const route = { by: 'route', second: 'api-b', route: 'api', stable: 'api', canary: 'api-b' };
const turns = { ...route, turns: true };
const selector = { by: 'selector', second: 'api-b', service: 'api' };
const rollback = { version: '1.4.2', previous: '1.5.0', commit: null, intent: 'rollback' } as const;

const cases: readonly (readonly [string, object, Partial<Deployment>, number])[] = [
  ['a whole deployment', {}, {}, 1],
  ['a share of the traffic', { traffic: route }, { stage: { kind: 'share', percent: 20 } }, 2],
  ['the whole behind a share', { traffic: route }, {}, 3],
  ['a rollback of a share', { traffic: route }, rollback, 4],
  ['a share of sides that take turns', { traffic: turns }, { stage: { kind: 'share', percent: 20 } }, 2],
  ['the whole of sides that take turns', { traffic: turns }, {}, 3],
  ['an idle side', { traffic: selector }, { stage: { kind: 'idle' } }, 1],
  ['a switch', { traffic: selector }, { stage: { kind: 'switch' } }, 2],
];

async function startCluster(): Promise<KubernetesServer> {
  const server = await new KubernetesServer().start();
  server.put('deployments', 'production', aClusterDeployment('api', '1.4.2'));
  server.put('deployments', 'production', aClusterDeployment('api-b', '1.4.1', 0));
  server.put('httproutes', 'production', aClusterRoute('api', 'api', 'api-b'));
  server.put('services', 'production', aClusterService('api', 'api'));
  return server;
}

function deployerOf(server: KubernetesServer, more: object, fetch: typeof globalThis.fetch): Deployer {
  const image = 'registry.example/shop/api:{version}';
  const names = { namespace: 'production', tokenEnv: 'CLUSTER_TOKEN', image };
  const config = KubernetesConfig.parse({ kind: 'kubernetes', apiUrl: server.url, ...names, ...more });
  return createKubernetesDeployer(config, { environment: { CLUSTER_TOKEN: 'good' }, fetch });
}

describe.each(cases)('a worker that makes %s and dies', (_name, more, wish, changes) => {
  it.each(['before', 'after'] as const)(
    '%s any of its requests is followed by one that does the rest',
    async (when) => {
      const ends: string[] = [];
      for (let at = 1; at <= 40; at += 1) {
        const server = await startCluster();
        const deployment = aDeployment(wish);
        const worker = createDyingWorker(createMemoryScratch({ now: Date.now }), at, when);
        await deployerOf(server, more, worker.fetch)
          .deploy(deployment)
          .catch(() => undefined);
        const successor = deployerOf(server, more, globalThis.fetch);
        const found = await successor.find(deployment);
        ends.push(found.kind === 'not_seen' ? 'sent by the next' : 'found');
        const next = found.kind === 'not_seen' ? await successor.deploy(deployment) : found;
        expect(await untilSettled(() => successor, deployment, next)).toEqual({ kind: 'success' });
        const made = server.changes(deployment.key);
        expect([made.length, new Set(made).size]).toEqual([changes, changes]);
        if (!worker.isDead()) break;
      }
      expect(new Set(ends)).toEqual(new Set(['sent by the next', 'found']));
      expect(ends.length).toBeLessThan(40);
    },
  );
});
