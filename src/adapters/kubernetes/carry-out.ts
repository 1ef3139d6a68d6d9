import { ReleaseError } from '#errors.ts';
import type { Deployment, DeploymentStatus } from '#ports/deployer.ts';
import { deploymentPatch } from './change-deployment.ts';
import { routeAccepted, selectorOf, weightedRules } from './change-traffic.ts';
import { type Change, changesOf } from './changes.ts';
import { type Cluster, missing } from './cluster.ts';
import { unavailable } from './cluster-refusal.ts';
import { mark, markOf, marksOf, standingOf } from './marks.ts';
import type { ClusterDeployment, ClusterRoute, ClusterService } from './objects.ts';
import type { Place } from './place.ts';
import { podTrouble } from './pod-trouble.ts';
import { rolloutStatus } from './rollout-status.ts';
import { sideFor } from './sides.ts';

export type Work = { readonly cluster: Cluster; readonly place: Place; readonly deployment: Deployment };

type Found =
  | { readonly kind: 'deployment'; readonly name: string; readonly object: ClusterDeployment }
  | { readonly kind: 'service'; readonly name: string; readonly object: ClusterService }
  | { readonly kind: 'route'; readonly name: string; readonly object: ClusterRoute };

/** Times a change is tried again when somebody else changed the object meanwhile, which status updates do often. */
const tries = 8;

/** Writes the key on the first Deployment, together with the first change if that is of it. False when the Deployment changed meanwhile. */
export async function begin(work: Work, first: ClusterDeployment): Promise<boolean> {
  const { cluster, deployment, place } = work;
  const side = await sideFor(cluster, first, place, deployment);
  const [change] = changesOf(place, deployment, side);
  const name = first.metadata.name;
  const marks = marksOf(first, deployment, side);
  const isOfFirst = (change?.kind === 'run' || change?.kind === 'stop') && change.name === name;
  const body = isOfFirst
    ? deploymentPatch(first, change, place, { ...marks, [mark.change]: changeMark(deployment, 0) })
    : { metadata: { resourceVersion: first.metadata.resourceVersion, annotations: marks } };
  return cluster.patch('deployment', name, body);
}

/**
 * How far a deployment is whose key is the latest one, and brings it on: what is next is changed as soon as what was before has settled.
 * Several workers may do so at once, each change is made by one of them.
 */
export async function carryOn(work: Work, first: ClusterDeployment): Promise<DeploymentStatus> {
  const side = markOf(first, mark.side) ?? first.metadata.name;
  const changes = changesOf(work.place, work.deployment, side);
  for (const [index, change] of changes.entries()) {
    const found = await changed(work, change, index);
    if (found === null) return { kind: 'unknown', why: 'Another deployment came before this one had ended.' };
    const status = settled(found, change);
    if (status.kind === 'waiting')
      return { kind: 'in_progress', handle: { key: work.deployment.key }, note: status.note };
    if (status.kind === 'failure') return { ...status, why: `${status.why}${await troubleOf(work, found)}` };
  }
  return { kind: 'success' };
}

/** The object after the change was made to it by somebody; null when the key is no longer the latest one. */
async function changed(work: Work, change: Change, index: number): Promise<Found | null> {
  const { cluster, deployment, place } = work;
  const wanted = changeMark(deployment, index);
  for (let left = tries; left > 0; left -= 1) {
    const found = await read(cluster, change, place);
    if (isMade(found, deployment, index)) return found;
    // Read after the object: whoever changes the object from here on makes this change conflict.
    const first = await cluster.deployment(place.deployment);
    if (first === null || standingOf(first, deployment.key) !== 'latest') return null;
    await cluster.patch(found.kind, found.name, await patchOf(work, found, change, { [mark.change]: wanted }));
  }
  throw unavailable('An object in the cluster kept changing. It is tried again.');
}

async function read(cluster: Cluster, change: Change, place: Place): Promise<Found> {
  const { traffic } = place;
  if (change.kind === 'weigh' && traffic?.by === 'route') {
    const object = await cluster.route(traffic.route);
    if (object === null) throw missing(`There is no HTTPRoute ${traffic.route}`);
    return { kind: 'route', name: traffic.route, object };
  }
  if (change.kind === 'select' && traffic?.by === 'selector') {
    const object = await cluster.service(traffic.service);
    if (object === null) throw missing(`There is no Service ${traffic.service}`);
    return { kind: 'service', name: traffic.service, object };
  }
  const name = 'name' in change ? change.name : place.deployment;
  const object = await cluster.deployment(name);
  if (object === null) throw missing(`There is no Deployment ${name}`);
  return { kind: 'deployment', name, object };
}

async function patchOf(
  { cluster, place }: Work,
  found: Found,
  change: Change,
  annotations: Readonly<Record<string, string>>,
): Promise<object> {
  const { resourceVersion } = found.object.metadata;
  const metadata = { resourceVersion, annotations };
  if (found.kind === 'route' && change.kind === 'weigh' && place.traffic?.by === 'route')
    return { metadata, spec: { rules: weightedRules(found.object, place.traffic, change.percent) } };
  if (found.kind === 'service' && change.kind === 'select') {
    const deployment = await cluster.deployment(change.name);
    if (deployment === null) throw missing(`There is no Deployment ${change.name}`);
    return { metadata, spec: { selector: selectorOf(found.object, deployment) } };
  }
  if (found.kind === 'deployment' && (change.kind === 'run' || change.kind === 'stop'))
    return deploymentPatch(found.object, change, place, annotations);
  throw new TypeError('A change is made to the kind of object it is of.');
}

function settled(found: Found, change: Change): ReturnType<typeof rolloutStatus> {
  const { kind } = change;
  if (found.kind === 'service' || (change.kind === 'weigh' && change.atOnce === true)) return { kind: 'settled' };
  if (found.kind === 'route') {
    const accepted = routeAccepted(found.object);
    if (accepted === null) return { kind: 'waiting', note: 'No gateway has taken the new weights yet.' };
    return accepted.ok ? { kind: 'settled' } : { kind: 'failure', why: `A gateway refuses the route: ${accepted.why}` };
  }
  const status = rolloutStatus(found.object);
  // A Deployment that is to have no pods cannot fail to make them.
  return kind === 'stop' && status.kind === 'failure' ? { kind: 'settled' } : status;
}

/** What the pods wait for, where that is told; a failure stays one without it. */
async function troubleOf({ cluster, place }: Work, found: Found): Promise<string> {
  if (found.kind !== 'deployment') return '';
  try {
    return podTrouble(await cluster.pods(found.object), place);
  } catch (error) {
    if (error instanceof ReleaseError) return '';
    throw error;
  }
}

/** An object that a later change of the same deployment was made to has had this one too. */
function isMade({ object }: Found, { key }: Deployment, index: number): boolean {
  const made = markOf(object, mark.change) ?? '';
  return made.startsWith(`${key}#`) && Number(made.slice(key.length + 1)) >= index;
}

function changeMark({ key }: Deployment, index: number): string {
  return `${key}#${index}`;
}
