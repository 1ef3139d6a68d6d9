import { describeArtifacts } from '#test/contract/deployer-artifacts.contract.ts';
import { anEcs } from './an-ecs.ts';

describeArtifacts('Amazon ECS', async () => {
  const { client, server } = await anEcs();
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
    client,
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
