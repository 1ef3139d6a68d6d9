import { describeDeployer } from '#test/contract/deployer.contract.ts';
import { anEcs } from './an-ecs.ts';

describeDeployer('the Amazon ECS deployer', async () => {
  const { client, server } = await anEcs();
  return {
    client,
    untouched: { kind: 'running', version: null, note: 'There is no service api in staging.' },
    effects: async (key) => server.effects(key),
    behave: async (manner) => {
      server.manner = { ...server.manner, ...manner };
    },
    run: async (service, environment, version) => server.put(environment, service, version),
    deployAndLoseTheAnswer: async (deployment) => {
      server.faults = [{ call: 'UpdateService', answer: 'drop', after: true }];
      await client().deploy(deployment);
    },
    loseTrace: async () => {
      for (const { cluster, name } of [...server.services.values()]) server.put(cluster, name, '1.4.2');
    },
    close: async () => undefined,
  };
});
