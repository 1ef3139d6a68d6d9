import { createKubernetesDeployer } from '#adapters/kubernetes/kubernetes-deployer.ts';
import { KubernetesConfig } from '#domain/project/kubernetes-config.ts';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { untilSettled } from '#test/contract/deployer.contract.ts';
import { KubernetesServer } from '#test/support/kubernetes/kubernetes-server.ts';
import { aClusterDeployment } from '#test/support/kubernetes/objects.ts';

export const NOW = Date.UTC(2026, 10, 21, 10, 0, 0);
export const place = { service: 'api', environment: 'production' };

/** A cluster in which api 1.4.2 runs in `production`, and clients of it. Ends with the test. */
export async function aCluster(
  more: Readonly<Record<string, unknown>> = {},
  requestTimeout = 10_000,
): Promise<{
  readonly server: KubernetesServer;
  client(changed?: Readonly<Record<string, unknown>>): Deployer;
  carryOut(deployment: Deployment): Promise<DeploymentStatus>;
}> {
  const server = await new KubernetesServer().start();
  server.put('deployments', 'production', aClusterDeployment('api', '1.4.2'));
  const client = (changed: Readonly<Record<string, unknown>> = {}): Deployer => {
    const config = KubernetesConfig.parse({
      kind: 'kubernetes',
      apiUrl: server.url,
      tokenEnv: 'CLUSTER_TOKEN',
      namespace: 'production',
      image: 'registry.example/shop/{service}:{version}',
      ...more,
      ...changed,
    });
    return createKubernetesDeployer(config, {
      environment: { CLUSTER_TOKEN: 'good', OTHER_TOKEN: 'bad' },
      requestTimeout,
      now: () => NOW,
    });
  };
  const carryOut = async (deployment: Deployment): Promise<DeploymentStatus> =>
    untilSettled(client, deployment, await client().deploy(deployment));
  return { server, client, carryOut };
}
