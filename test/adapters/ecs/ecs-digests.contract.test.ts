import { createEcsDeployer } from '#adapters/ecs/ecs-deployer.ts';
import { EcsConfig } from '#domain/project/ecs-config.ts';
import { describeDigests } from '#test/contract/deployer-digests.contract.ts';
import { EcsServer } from '#test/support/ecs/ecs-server.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';

describeDigests('the Amazon ECS deployer', async () => {
  const server = await new EcsServer().start();
  const digests = new Map<string, readonly string[]>();
  server.digestsOf = (arn) => digests.get(arn) ?? [];
  const config = EcsConfig.parse({
    kind: 'ecs',
    region: 'eu-central-1',
    cluster: '{environment}',
    image: 'registry.example/shop/{service}:{version}',
    endpoint: server.url,
  });
  const environment = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'good-secret-key' };
  const scratch = createMemoryScratch({ now: Date.now });
  return {
    client: () => createEcsDeployer(config, { environment, scratch }),
    runs: async (cluster, told) => {
      server.put(cluster, 'api', '1.5.0');
      digests.set(server.revisions.at(-1)?.arn ?? '', told);
    },
    close: async () => undefined,
  };
});
