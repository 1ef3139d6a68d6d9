import { missing } from './cluster.ts';
import type { ClusterClient } from './cluster-client.ts';
import { type Pod, PodList } from './objects.ts';
import type { Place } from './place.ts';
import { ClusterRollout } from './rollout-object.ts';

/** One Rollout and its pods. */
export type RolloutCluster = {
  read(): Promise<ClusterRollout | null>;
  pods(rollout: ClusterRollout): Promise<readonly Pod[]>;
  /** False when the Rollout has changed since it was read. */
  patch(body: object): Promise<boolean>;
  /** The same for its status, which is a subresource: that is how `kubectl argo rollouts` promotes and aborts. */
  patchStatus(resourceVersion: string, status: object): Promise<boolean>;
};

/** Reads and changes the Rollout of a place over the API of argoproj.io/v1alpha1. */
export function rolloutClusterOf(client: ClusterClient, { deployment: name, namespace }: Place): RolloutCluster {
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/${name}`;
  return {
    read: () => client.get(path, ClusterRollout),
    async pods({ spec }) {
      const labels = Object.entries(spec.selector?.matchLabels ?? {});
      if (labels.length === 0 || (spec.selector?.matchExpressions ?? []).length > 0)
        throw missing(`The Rollout ${name} does not select its pods by labels alone`);
      const query = new URLSearchParams({ labelSelector: labels.map((label) => label.join('=')).join(',') });
      return (await client.get(`/api/v1/namespaces/${namespace}/pods?${query}`, PodList))?.items ?? [];
    },
    patch: (body) => client.patch(path, 'merge', body),
    patchStatus: (resourceVersion, status) =>
      client.patch(`${path}/status`, 'merge', { metadata: { resourceVersion }, status }),
  };
}
