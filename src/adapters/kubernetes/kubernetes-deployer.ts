import type { KubernetesConfig } from '#domain/project/kubernetes-config.ts';
import { ReleaseError } from '#errors.ts';
import type { Deployer, DeployerCapabilities, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { begin, carryOn, type Work } from './carry-out.ts';
import { checkCluster } from './check-cluster.ts';
import { clusterOf, missing } from './cluster.ts';
import { type ClusterClientOptions, createClusterClient } from './cluster-client.ts';
import { unavailable } from './cluster-refusal.ts';
import { standingOf } from './marks.ts';
import { observePlace } from './observe.ts';
import { placeOf } from './place.ts';
import { createRolloutDeployer } from './rollout-deployer.ts';

export type KubernetesOptions = Pick<ClusterClientOptions, 'environment' | 'fetch'> &
  Partial<Pick<ClusterClientOptions, 'requestTimeout' | 'now'>>;

/** Times the first change is tried again when the Deployment changed meanwhile. */
const tries = 8;

/**
 * Deploys by setting the image of a Deployment over the Kubernetes API. The key is written on the Deployment by the same request that sets the
 * image, and that request is refused when the Deployment has changed since it was read: so one key is one change, however many workers send it.
 */
export function createKubernetesDeployer(config: KubernetesConfig, options: KubernetesOptions): Deployer {
  const { now = Date.now, requestTimeout = 20_000 } = options;
  const client = createClusterClient(config, { ...options, now, requestTimeout });
  const checked = { check: () => check(client, config) };
  if (config.traffic?.by === 'rollout') return { ...createRolloutDeployer(config, client), ...checked };
  const workOf = (deployment: Deployment): Work => {
    const place = placeOf(config, deployment);
    return { cluster: clusterOf(client, place), place, deployment };
  };
  return {
    capabilities: async () => abilitiesOf(config),
    deploy: async (deployment) => deploy(workOf(deployment)),
    find: async (deployment) => find(workOf(deployment)),
    async poll(deployment) {
      const found = await find(workOf(deployment));
      const why = 'The Deployment no longer shows this key. Look there what runs.';
      return found.kind === 'not_seen' ? { kind: 'unknown', why } : found;
    },
    async observe(target) {
      const place = placeOf(config, target);
      return observePlace(clusterOf(client, place), place);
    },
    // The next image takes the place of one that is on its way, and of one whose pods never come up. Traffic moves in several changes, which end.
    ...(config.traffic === undefined ? { cancel: async () => ({ kind: 'replaced' as const }) } : {}),
    ...checked,
  };
}

function abilitiesOf({ traffic }: KubernetesConfig): DeployerCapabilities {
  const both = { observe: true, remove: true };
  if (traffic === undefined) return both;
  if (traffic.by === 'route') return { ...both, stages: traffic.turns ? ['share', 'idle'] : ['share'] };
  return { ...both, stages: ['idle'] };
}

async function deploy(work: Work): Promise<DeploymentStatus> {
  const { deployment, place } = work;
  for (let left = tries; left > 0; left -= 1) {
    const found = await find(work);
    if (found.kind !== 'not_seen') return found;
    const first = await work.cluster.deployment(place.deployment);
    if (first === null) throw missing(`There is no Deployment ${place.deployment} in the namespace ${place.namespace}`);
    if (standingOf(first, deployment.key) === 'not_seen') await begin(work, first);
  }
  throw unavailable(`The Deployment ${place.deployment} kept changing. It is tried again.`);
}

async function find(work: Work): Promise<DeploymentStatus | { readonly kind: 'not_seen' }> {
  const first = await work.cluster.deployment(work.place.deployment);
  const standing = first === null ? 'not_seen' : standingOf(first, work.deployment.key);
  if (first === null || standing === 'not_seen') return { kind: 'not_seen' };
  if (standing === 'latest') return carryOn(work, first);
  return { kind: 'unknown', why: 'It was begun, and another deployment came after it. Look what runs.' };
}

async function check(...asked: Parameters<typeof checkCluster>): ReturnType<Deployer['check']> {
  try {
    return await checkCluster(...asked);
  } catch (error) {
    if (error instanceof ReleaseError) return { ok: false, why: error.message };
    throw error;
  }
}
