import { describeDigests } from '#test/contract/deployer-digests.contract.ts';
import { anEcs } from './an-ecs.ts';

describeDigests('the Amazon ECS deployer', async () => {
  const { client, server } = await anEcs();
  const digests = new Map<string, readonly string[]>();
  server.digestsOf = (arn) => digests.get(arn) ?? [];
  return {
    client,
    runs: async (cluster, told) => {
      server.put(cluster, 'api', '1.5.0');
      digests.set(server.revisions.at(-1)?.arn ?? '', told);
    },
    close: async () => undefined,
  };
});
