import { z } from 'zod';
import { placeholdersIn } from '#domain/placeholders.ts';
import type { Deployer } from '#ports/deployer.ts';
import type { EcsContext } from './ecs-service.ts';

const Clusters = z.object({ clusters: z.array(z.object({ status: z.string() })) });
const Listed = z.object({ clusterArns: z.array(z.string()) });
const Tasks = z.object({ taskArns: z.array(z.string()) });

/**
 * Asks, without an effect, whether the credentials are accepted, the cluster is there and its tasks may be listed, which tell the artifact. Where
 * its name depends on the place, only whether they may list clusters. Whether they may deploy shows only when they do.
 */
export async function checkEcs({ client, config }: EcsContext): ReturnType<Deployer['check']> {
  const { cluster, region } = config;
  if (placeholdersIn(cluster).length > 0) {
    await client.ask('ListClusters', { maxResults: 1 }, Listed);
    return { ok: true };
  }
  const { clusters } = await client.ask('DescribeClusters', { clusters: [cluster] }, Clusters);
  if (!clusters.some(({ status }) => status === 'ACTIVE'))
    return { ok: false, why: `There is no active cluster ${cluster} in ${region}. Correct its name or the region.` };
  await client.ask('ListTasks', { cluster, maxResults: 1 }, Tasks);
  return { ok: true };
}
