import { createKubernetesDeployer, type KubernetesOptions } from '#adapters/kubernetes/kubernetes-deployer.ts';
import { KubernetesConfig } from '#domain/project/kubernetes-config.ts';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { untilSettled } from '#test/contract/deployer.contract.ts';
import { aBatchedCanary, aBlueGreen, aCanary, aRollout } from '#test/support/kubernetes/objects.ts';
import { RolloutsServer } from '#test/support/kubernetes/rollouts-server.ts';

/** The strategies in the Rollouts of the tests, by the name the configuration has for them. */
export const rolloutStrategies = {
  canary: aCanary([20, 50]),
  rolling: aBatchedCanary([33, 67]),
  'blue-green': aBlueGreen,
};

/** A cluster with Argo Rollouts in which api 1.4.2 runs in `production`, and clients of it. Ends with the test. */
export async function aRolloutCluster(strategy: 'canary' | 'rolling' | 'blue-green'): Promise<{
  readonly server: RolloutsServer;
  client(options?: Partial<KubernetesOptions>, changed?: object): Deployer;
  carryOut(deployment: Deployment): Promise<DeploymentStatus>;
}> {
  const server = await new RolloutsServer().start();
  server.put('production', aRollout('1.4.2', rolloutStrategies[strategy]));
  const least = {
    kind: 'kubernetes',
    apiUrl: server.url,
    tokenEnv: 'CLUSTER_TOKEN',
    namespace: '{environment}',
    image: 'registry.example/shop/{service}:{version}',
    traffic: { by: 'rollout', strategy },
  };
  const client = (options: Partial<KubernetesOptions> = {}, changed: object = {}): Deployer =>
    createKubernetesDeployer(KubernetesConfig.parse({ ...least, ...changed }), {
      environment: { CLUSTER_TOKEN: 'good' },
      requestTimeout: 5_000,
      ...options,
    });
  const carryOut = async (deployment: Deployment): Promise<DeploymentStatus> =>
    untilSettled(client, deployment, await client().deploy(deployment));
  return { server, client, carryOut };
}
