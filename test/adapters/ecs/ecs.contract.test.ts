import { createEcsDeployer } from '#adapters/ecs/ecs-deployer.ts';
import { EcsConfig } from '#domain/project/ecs-config.ts';
import { describeDeployer } from '#test/contract/deployer.contract.ts';
import { EcsServer } from '#test/support/ecs/ecs-server.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';

describeDeployer('the Amazon ECS deployer', async () => {
  const server = await new EcsServer().start();
  const scratch = createMemoryScratch({ now: Date.now });
  const config = EcsConfig.parse({
    kind: 'ecs',
    region: 'eu-central-1',
    cluster: '{environment}',
    image: 'registry.example/shop/{service}:{version}',
    endpoint: server.url,
  });
  const environment = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'good-secret-key' };
  const client = () => createEcsDeployer(config, { environment, scratch });
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
