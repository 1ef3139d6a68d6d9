import type { Observation } from '#ports/deployer.ts';
import { commonDigest } from '../image-digest.ts';
import { artifactOf, type CountedVersion, idleArtifactOf } from '../running-by-count.ts';
import type { Pod } from './objects.ts';
import type { Place } from './place.ts';
import { containerOf, digestIn, isReady, versionIn } from './pod-image.ts';
import type { RolloutCluster } from './rollout-cluster.ts';
import { type ClusterRollout, isUnderWay } from './rollout-object.ts';

/** Label by which Argo Rollouts tells the pods of one template from those of another. */
const hashLabel = 'rollouts-pod-template-hash';

/**
 * What runs, told by the ready pods of each template: of a canary those that count as stable and the share the others are given, of blue-green
 * those the active Service selects and any others beside them.
 */
export async function observeRollout(cluster: RolloutCluster, place: Place): Promise<Observation> {
  const rollout = await cluster.read();
  if (rollout === null) return { kind: 'running', version: null, note: `There is no Rollout ${place.deployment}.` };
  const ready = (await cluster.pods(rollout)).filter(isReady);
  const { currentPodHash, stableRS } = rollout.status;
  const of = (hash: string | null | undefined): CountedVersion | null =>
    toldOf(
      ready.filter((pod) => hashOf(pod) === hash),
      place,
    );
  if (rollout.spec.strategy.blueGreen != null) {
    const active = rollout.status.blueGreen?.activeSelector ?? stableRS;
    const idle = toldOf(
      ready.filter((pod) => hashOf(pod) !== active),
      place,
    );
    const front = of(active);
    const sides = { version: front?.version ?? null, idle: idle?.version ?? null };
    return { kind: 'running', ...sides, ...artifactOf(front), ...idleArtifactOf(idle) };
  }
  const instances = instancesOf(rollout);
  const main = of(stableRS);
  const percent = isUnderWay(rollout) ? weightOf(rollout) : 0;
  const canary = percent === 0 ? null : of(currentPodHash);
  if (main === null || canary === null || canary.version === main.version)
    return { kind: 'running', version: main?.version ?? null, ...instances, ...artifactOf(main) };
  const counted = ({ count }: CountedVersion) => (isShared(rollout) ? {} : { instances: count });
  const shares = [
    { version: main.version, percent: 100 - percent, ...counted(main), ...artifactOf(main) },
    { version: canary.version, percent, ...counted(canary), ...artifactOf(canary) },
  ];
  return { kind: 'running', version: main.version, shares, ...instances, ...artifactOf(main) };
}

/** Whether a weight is a share of the traffic, and not of the pods. */
function isShared({ spec }: ClusterRollout): boolean {
  return spec.strategy.canary?.trafficRouting != null;
}

/** How many pods there are to be, where weights are shares of them. */
function instancesOf(rollout: ClusterRollout): { readonly instances?: number } {
  const replicas = rollout.spec.replicas ?? 1;
  return isShared(rollout) || replicas < 1 ? {} : { instances: replicas };
}

/** What traffic routing was given; controllers before 1.1 do not tell, then the weight of the last step that was made. */
function weightOf({ spec, status }: ClusterRollout): number {
  if (status.abort === true) return 0;
  const told = status.canary?.weights?.canary.weight;
  if (told !== undefined) return told;
  const made = (spec.strategy.canary?.steps ?? []).slice(0, status.currentStepIndex ?? 0);
  return made.findLast(({ setWeight }) => setWeight != null)?.setWeight ?? 0;
}

function toldOf(pods: readonly Pod[], place: Place): CountedVersion | null {
  const [first] = pods;
  if (first === undefined) return null;
  const { image } = containerOf(first, place);
  return {
    version: versionIn(image, place),
    count: pods.length,
    artifact: commonDigest(pods.map((pod) => digestIn(pod, place))),
  };
}

function hashOf({ metadata }: Pod): string | undefined {
  return metadata.labels?.[hashLabel];
}
