import { z } from 'zod';
import { commonDigest, digestAtEnd } from '../image-digest.ts';
import { inBatches } from '../in-batches.ts';
import { parsedJson } from '../parsed-json.ts';
import { readable } from '../readable.ts';
import { type ArgoContext, pathOf } from './start-sync.ts';

const Tree = z.object({
  nodes: z
    .array(
      z.object({
        group: z.string().optional(),
        kind: z.string(),
        name: z.string(),
        namespace: z.string().optional(),
        version: z.string().optional(),
        images: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
});
type Node = NonNullable<z.infer<typeof Tree>['nodes']>[number];

const Resource = z.object({ manifest: z.string().default('') });
const Pod = z.object({
  spec: z.object({ containers: z.array(z.object({ name: z.string(), image: z.string() })) }),
  status: z
    .object({ containerStatuses: z.array(z.object({ name: z.string(), imageID: z.string().default('') })).nullish() })
    .default({}),
});

/** Pods that are looked at; of an Application with more no digest is told. */
const most = 20;
/** Pods that are asked for at once. */
const atOnce = 5;

/**
 * The digest of an image in all pods of an Application that have it: of the pods in its resource tree (GET .../resource-tree), by the state
 * each has in the cluster (GET .../resource). Null where a pod does not tell, two differ, there are more than twenty, or the token may not look.
 */
export function digestInPods(
  context: ArgoContext,
  application: string,
  isOfVersion: (image: string) => boolean,
): Promise<string | null> {
  return readable(digestIn(context, application, isOfVersion));
}

async function digestIn(
  context: ArgoContext,
  application: string,
  isOfVersion: (image: string) => boolean,
): Promise<string | null> {
  const tree = await context.client.get(`${pathOf(application)}/resource-tree`, Tree);
  const pods = (tree.nodes ?? []).filter(
    ({ group = '', images, kind }) => kind === 'Pod' && group === '' && (images ?? []).some(isOfVersion),
  );
  if (pods.length > most) return null;
  const digests: (string | null)[] = [];
  for (const batch of inBatches(pods, atOnce)) {
    const told = await Promise.all(batch.map((pod) => digestsOf(context, application, pod, isOfVersion)));
    digests.push(...told.flat());
  }
  return commonDigest(digests);
}

/** Of each container that has the image. */
async function digestsOf(
  { client }: ArgoContext,
  application: string,
  { name, namespace = '', version = 'v1' }: Node,
  isOfVersion: (image: string) => boolean,
): Promise<readonly (string | null)[]> {
  const query = new URLSearchParams({ resourceName: name, namespace, version, group: '', kind: 'Pod' });
  const found = await client.find(`${pathOf(application)}/resource?${query}`, Resource);
  const pod = found === null ? null : (Pod.safeParse(parsedJson(found.manifest)).data ?? null);
  if (pod === null) return [null];
  const own = pod.spec.containers.filter(({ image }) => isOfVersion(image));
  const statuses = pod.status.containerStatuses ?? [];
  return own.map((container) => digestAtEnd(statuses.find((one) => one.name === container.name)?.imageID ?? ''));
}
