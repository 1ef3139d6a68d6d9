import { describeDeployer } from '#test/contract/deployer.contract.ts';
import { aRollout } from '#test/support/kubernetes/objects.ts';
import { aRolloutCluster, rolloutStrategies } from './a-rollout-cluster.ts';

for (const strategy of ['canary', 'rolling', 'blue-green'] as const) {
  describeDeployer(`the Kubernetes deployer of a Rollout (${strategy})`, async () => {
    const { client, server } = await aRolloutCluster(strategy);
    const kind = rolloutStrategies[strategy];
    return {
      client,
      untouched: { kind: 'running', version: null, note: 'There is no Rollout api.' },
      effects: async (key) => server.done(key).filter((did) => did === 'change').length,
      behave: async (manner) => {
        server.manner = { ...server.manner, ...manner };
      },
      run: async (_service, environment, version) =>
        server.put(environment, aRollout(version ?? '', kind, version === null ? 0 : 3)),
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
        for (const kept of server.kept.values())
          kept.object = { ...kept.object, metadata: { ...(kept.object.metadata as object), annotations: {} } };
      },
      close: async () => undefined,
    };
  });
}
