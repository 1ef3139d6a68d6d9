import { createEcsDeployer } from '#adapters/ecs/ecs-deployer.ts';
import { EcsConfig } from '#domain/project/ecs-config.ts';
import { describeArtifacts } from '#test/contract/deployer-artifacts.contract.ts';
import { EcsServer } from '#test/support/ecs/ecs-server.ts';
import { createMemoryScratch } from '#test/support/memory-scratch.ts';

describeArtifacts('Amazon ECS', async () => {
  const server = await new EcsServer().start();
  const config = EcsConfig.parse({
    kind: 'ecs',
    region: 'eu-central-1',
    cluster: '{environment}',
    image: 'registry.example/shop/{service}:{version}',
    endpoint: server.url,
  });
  const environment = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'good-secret-key' };
  const scratch = createMemoryScratch({ now: Date.now });
  const builds = new Map<string, string>();
  const resolved = new Map<string, string>();
  // A tag is resolved when its revision is first run.
  server.digestsOf = (arn) => {
    const version = server.tagsOf(arn).find(({ key }) => key === 'fairlead:version')?.value ?? '';
    const digest = resolved.get(arn) ?? builds.get(version);
    if (digest === undefined) return [];
    resolved.set(arn, digest);
    return [digest];
  };
  for (const cluster of ['staging', 'production']) server.put(cluster, 'api', null);
  return {
    keepsBuilds: true,
    client: () => createEcsDeployer(config, { environment, scratch }),
    build: async (version) => {
      const digest = `sha256:${String(server.held.size + 1)
        .repeat(64)
        .slice(0, 64)}`;
      server.held.add(digest);
      builds.set(version, digest);
      return digest;
    },
    close: async () => undefined,
  };
});
