import type { Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { missing } from './cluster.ts';
import { unavailable } from './cluster-refusal.ts';
import { mark, markOf, marksOf, standingOf } from './marks.ts';
import type { Place } from './place.ts';
import { podTrouble } from './pod-trouble.ts';
import type { RolloutCluster } from './rollout-cluster.ts';
import { goalOf, nextMove, refuseOtherFirst } from './rollout-goal.ts';
import { type ClusterRollout, isUnderWay } from './rollout-object.ts';

export type RolloutWork = {
  readonly cluster: RolloutCluster;
  readonly place: Place;
  readonly deployment: Deployment;
};

/** Times a change is tried again when the controller changed the Rollout meanwhile. */
const tries = 8;

/**
 * Writes the key on the Rollout, with the image in the same patch. A rollback in the middle of a rollout first writes the key alone: the bad version
 * loses its share by an abort before anything else. False when the Rollout changed meanwhile.
 */
export async function beginRollout(
  { cluster, deployment, place }: RolloutWork,
  found: ClusterRollout,
): Promise<boolean> {
  const marks = marksOf(found, deployment, place.deployment);
  const goal = goalOf(deployment, found);
  if (!hasImage(found, place, deployment)) refuseOtherFirst(goal, found);
  const isAbortFirst = deployment.intent === 'rollback' && deployment.version !== null && isUnderWay(found);
  return cluster.patch(
    isAbortFirst
      ? patchOf(found, { ...marks, [mark.change]: changeMark(deployment, 0) })
      : changed(found, place, deployment, { ...marks, [mark.change]: changeMark(deployment, 1) }),
  );
}

/**
 * How far a deployment is whose key is the latest one, and brings it on. Each patch names the version of the Rollout it was decided by and is refused
 * for any other, so one pause is ended by one promotion however many workers look.
 */
export async function carryOnRollout(work: RolloutWork): Promise<DeploymentStatus> {
  const { cluster, deployment, place } = work;
  for (let left = tries; left > 0; left -= 1) {
    const rollout = await cluster.read();
    if (rollout === null || standingOf(rollout, deployment.key) !== 'latest')
      return { kind: 'unknown', why: 'Another deployment came before this one had ended.' };
    const { resourceVersion } = rollout.metadata;
    if (markOf(rollout, mark.change) === changeMark(deployment, 0)) {
      if (isUnderWay(rollout) && rollout.status.abort !== true)
        await cluster.patchStatus(resourceVersion, { abort: true });
      else await cluster.patch(changed(rollout, place, deployment, { [mark.change]: changeMark(deployment, 1) }));
      continue;
    }
    const next = nextMove(goalOf(deployment, rollout), rollout);
    switch (next.kind) {
      case 'settled':
        return { kind: 'success' };
      case 'waiting':
        return { kind: 'in_progress', handle: { key: deployment.key }, note: next.note };
      case 'failure':
        return { kind: 'failure', why: `${next.why}${podTrouble(await cluster.pods(rollout), place)}` };
      case 'promote':
        await cluster.patchStatus(resourceVersion, { pauseConditions: null });
        break;
      case 'promote-full':
        await cluster.patchStatus(resourceVersion, { promoteFull: true });
        break;
    }
  }
  throw unavailable(`The Rollout ${place.deployment} kept changing. It is tried again.`);
}

function hasImage({ spec }: ClusterRollout, place: Place, { version }: Deployment): boolean {
  const container = spec.template?.spec.containers.find(({ name }) => name === place.container);
  return version !== null && container?.image === place.imageOf(version);
}

function changeMark({ key }: Deployment, index: number): string {
  return `${key}#${index}`;
}

function patchOf({ metadata }: ClusterRollout, annotations: Readonly<Record<string, string>>): object {
  return { metadata: { resourceVersion: metadata.resourceVersion, annotations } };
}

/** The merge patch (RFC 7386) that gives a Rollout the image of the version, or takes its pods away. */
function changed(
  found: ClusterRollout,
  place: Place,
  { version }: Deployment,
  marks: Readonly<Record<string, string>>,
): object {
  const { replicas: wished, template, workloadRef } = found.spec;
  const replicas = wished ?? 1;
  if (version === null) {
    const kept = replicas === 0 ? {} : { [mark.replicas]: String(replicas) };
    return { ...patchOf(found, { ...marks, ...kept }), spec: { replicas: 0 } };
  }
  const { container, deployment: name } = place;
  if (workloadRef != null)
    throw missing(`The Rollout ${name} has a workloadRef, and its image is that of another object`);
  const containers = template?.spec.containers ?? [];
  if (!containers.some((one) => one.name === container))
    throw missing(`The Rollout ${name} has no container ${container}`);
  const image = place.imageOf(version);
  const before = Number(markOf(found, mark.replicas) ?? 1);
  const again = replicas === 0 ? { replicas: Number.isSafeInteger(before) && before > 0 ? before : 1 } : {};
  const withImage = containers.map((one) => (one.name === container ? { ...one, image } : one));
  return { ...patchOf(found, marks), spec: { ...again, template: { spec: { containers: withImage } } } };
}
