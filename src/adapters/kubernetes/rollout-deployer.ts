import type { KubernetesConfig } from '#domain/project/kubernetes-config.ts';
import type { Deployer, Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { beginRollout, carryOnRollout, type RolloutWork } from './carry-out-rollout.ts';
import { missing } from './cluster.ts';
import type { ClusterClient } from './cluster-client.ts';
import { unavailable } from './cluster-refusal.ts';
import { standingOf } from './marks.ts';
import { observeRollout } from './observe-rollout.ts';
import { placeOf } from './place.ts';
import { rolloutClusterOf } from './rollout-cluster.ts';

/** Times the first change is tried again when the Rollout changed meanwhile. */
const tries = 8;

const abilityOf = { canary: 'share', rolling: 'instances', 'blue-green': 'idle' } as const;

/**
 * Deploys by the image of an Argo Rollout (argoproj.io/v1alpha1) and promotes and aborts it as `kubectl argo rollouts` does. The key is written on
 * the Rollout by the request that sets the image; a promotion is of one pause only, and refused when the Rollout has changed since it was read.
 */
export function createRolloutDeployer(config: KubernetesConfig, client: ClusterClient): Omit<Deployer, 'check'> {
  const workOf = (deployment: Deployment): RolloutWork => {
    const place = placeOf(config, deployment);
    return { cluster: rolloutClusterOf(client, place), place, deployment };
  };
  const stages = config.traffic?.by === 'rollout' ? [abilityOf[config.traffic.strategy]] : [];
  return {
    capabilities: async () => ({ observe: true, remove: true, stages }),
    deploy: async (deployment) => deploy(workOf(deployment)),
    find: async (deployment) => find(workOf(deployment)),
    async poll(deployment) {
      const found = await find(workOf(deployment));
      const why = 'The Rollout no longer shows this key. Look there what runs.';
      return found.kind === 'not_seen' ? { kind: 'unknown', why } : found;
    },
    async observe(target) {
      const place = placeOf(config, target);
      return observeRollout(rolloutClusterOf(client, place), place);
    },
  };
}

async function deploy(work: RolloutWork): Promise<DeploymentStatus> {
  const { cluster, deployment, place } = work;
  for (let left = tries; left > 0; left -= 1) {
    const found = await find(work);
    if (found.kind !== 'not_seen') return found;
    const rollout = await cluster.read();
    if (rollout === null) throw missing(`There is no Rollout ${place.deployment} in the namespace ${place.namespace}`);
    if (standingOf(rollout, deployment.key) === 'not_seen') await beginRollout(work, rollout);
  }
  throw unavailable(`The Rollout ${place.deployment} kept changing. It is tried again.`);
}

async function find(work: RolloutWork): Promise<DeploymentStatus | { readonly kind: 'not_seen' }> {
  const rollout = await work.cluster.read();
  const standing = rollout === null ? 'not_seen' : standingOf(rollout, work.deployment.key);
  if (standing === 'not_seen') return { kind: 'not_seen' };
  if (standing === 'latest') return carryOnRollout(work);
  return { kind: 'unknown', why: 'It was begun, and another deployment came after it. Look what runs.' };
}
