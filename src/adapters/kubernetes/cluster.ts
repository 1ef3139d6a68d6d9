import { ReleaseError } from '#errors.ts';
import type { ClusterClient } from './cluster-client.ts';
import { ClusterDeployment, ClusterRoute, ClusterService, type Pod, PodList } from './objects.ts';
import type { Place } from './place.ts';

/** The objects of one place. */
export type Cluster = {
  deployment(name: string): Promise<ClusterDeployment | null>;
  service(name: string): Promise<ClusterService | null>;
  route(name: string): Promise<ClusterRoute | null>;
  /** The pods a Deployment selects. Throws DEPLOYER_FAILED where it selects by expressions. */
  pods(deployment: ClusterDeployment): Promise<readonly Pod[]>;
  /** False when the object has changed since it was read. */
  patch(kind: 'deployment' | 'service' | 'route', name: string, body: object): Promise<boolean>;
};

/** Reads and changes the objects of a place over the API of apps/v1, core/v1 and gateway.networking.k8s.io/v1. */
export function clusterOf(client: ClusterClient, { namespace }: Place): Cluster {
  const paths = {
    deployment: `/apis/apps/v1/namespaces/${namespace}/deployments`,
    service: `/api/v1/namespaces/${namespace}/services`,
    route: `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes`,
  };
  return {
    deployment: (name) => client.get(`${paths.deployment}/${name}`, ClusterDeployment),
    service: (name) => client.get(`${paths.service}/${name}`, ClusterService),
    route: (name) => client.get(`${paths.route}/${name}`, ClusterRoute),
    async pods({ metadata, spec }) {
      const { matchExpressions = [], matchLabels = {} } = spec.selector;
      if (matchExpressions.length > 0 || Object.keys(matchLabels).length === 0)
        throw missing(`The Deployment ${metadata.name} does not select its pods by labels alone`);
      const selector = Object.entries(matchLabels).map(([label, value]) => `${label}=${value}`);
      const query = new URLSearchParams({ labelSelector: selector.join(',') });
      return (await client.get(`/api/v1/namespaces/${namespace}/pods?${query}`, PodList))?.items ?? [];
    },
    patch: (kind, name, body) => client.patch(`${paths[kind]}/${name}`, kind === 'route' ? 'merge' : 'strategic', body),
  };
}

/** What the cluster lacks for a deployment, and what to do. */
export function missing(what: string): ReleaseError {
  const todo = 'Correct the objects in the cluster or the names in the configuration.';
  return new ReleaseError('DEPLOYER_FAILED', 'user', `${what}. ${todo}`);
}
