import { createKubernetesDeployer } from '#adapters/kubernetes/kubernetes-deployer.ts';
import { KubernetesConfig } from '#domain/project/kubernetes-config.ts';
import { describeDeployer } from '#test/contract/deployer.contract.ts';
import { KubernetesServer } from '#test/support/kubernetes/kubernetes-server.ts';
import { aClusterDeployment } from '#test/support/kubernetes/objects.ts';

describeDeployer('the Kubernetes deployer', async () => {
  const server = await new KubernetesServer().start();
  const config = KubernetesConfig.parse({
    kind: 'kubernetes',
    apiUrl: server.url,
    tokenEnv: 'CLUSTER_TOKEN',
    namespace: '{environment}',
    image: 'registry.example/shop/{service}:{version}',
  });
  const client = () => createKubernetesDeployer(config, { environment: { CLUSTER_TOKEN: 'good' } });
  return {
    client,
    untouched: { kind: 'running', version: null, note: 'There is no Deployment api.' },
    effects: async (key) => server.changes(key).length,
    behave: async (manner) => {
      server.manner = { ...server.manner, ...manner };
    },
    run: async (service, environment, version) =>
      server.put('deployments', environment, aClusterDeployment(service, version ?? '', version === null ? 0 : 3)),
    deployAndLoseTheAnswer: async (deployment) => {
      server.faults = [{ call: 'PATCH', answer: 'drop', after: true }];
      await client()
        .deploy(deployment)
        .then(
          () => Promise.reject(new Error('The answer was not lost.')),
          () => undefined,
        );
    },
    loseTrace: async () => {
      for (const kept of server.objects.values()) kept.object.metadata = withoutMarks(kept.object.metadata);
    },
    close: async () => undefined,
  };
});

function withoutMarks(metadata: unknown): object {
  return { ...(metadata as object), annotations: {} };
}
