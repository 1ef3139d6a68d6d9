import type { Observation } from '#ports/deployer.ts';
import { commonDigest } from '../image-digest.ts';
import { artifactOf, type CountedVersion, idleArtifactOf, runningByCount } from '../running-by-count.ts';
import { sharedBy } from './change-traffic.ts';
import { type Cluster, missing } from './cluster.ts';
import type { ClusterDeployment } from './objects.ts';
import type { Place } from './place.ts';
import { containerOf, digestIn, isReady, versionIn } from './pod-image.ts';
import { sidesOf } from './sides.ts';

/**
 * What runs, told by the pods that are ready, not by what was wished for. Shares are those of the HTTPRoute, or else of the pods; the artifact is
 * the digest all pods of the version run.
 */
export async function observePlace(cluster: Cluster, place: Place): Promise<Observation> {
  const first = await cluster.deployment(place.deployment);
  if (first === null) return { kind: 'running', version: null, note: `There is no Deployment ${place.deployment}.` };
  const { traffic } = place;
  if (traffic === null) return { ...runningByCount(await versionsOf(cluster, first, place)), ...instancesOf(first) };
  if (traffic.by === 'selector') {
    const { idle, live } = await sidesOf(cluster, first, traffic);
    const [front, back] = await Promise.all([versionsOf(cluster, live, place), versionsOf(cluster, idle, place)]);
    return { ...runningByCount(front), idle: back[0]?.version ?? null, ...idleArtifactOf(back[0] ?? null) };
  }
  const [second, route] = await Promise.all([cluster.deployment(traffic.second), cluster.route(traffic.route)]);
  if (second === null) throw missing(`There is no Deployment ${traffic.second}`);
  const percent = route === null ? 0 : (sharedBy(route, traffic) ?? 0);
  if (traffic.turns) return inTurns(cluster, place, { first, second, percent });
  const stable = await versionsOf(cluster, first, place);
  const [canary] = percent === 0 ? [] : await versionsOf(cluster, second, place);
  const [main] = stable;
  if (canary === undefined || main === undefined || canary.version === main.version) return runningByCount(stable);
  const shares = [
    { version: main.version, percent: 100 - percent, ...artifactOf(main) },
    { version: canary.version, percent, ...artifactOf(canary) },
  ];
  return { kind: 'running', version: main.version, shares, ...artifactOf(main) };
}

/** How many pods there are to be; one that is stopped tells none. */
function instancesOf({ spec }: ClusterDeployment): { readonly instances?: number } {
  return spec.replicas < 1 ? {} : { instances: spec.replicas };
}

/** Of two Deployments that take turns: the shares of both, or the one with all of the traffic and what is on the other. */
async function inTurns(
  cluster: Cluster,
  place: Place,
  { first, percent, second }: { first: ClusterDeployment; second: ClusterDeployment; percent: number },
): Promise<Observation> {
  const both = await Promise.all([versionsOf(cluster, first, place), versionsOf(cluster, second, place)]);
  const [[main], [other]] = percent > 50 ? [both[1], both[0]] : both;
  const share = Math.max(percent, 100 - percent);
  const idle = { idle: other?.version ?? null, ...idleArtifactOf(other ?? null) };
  if (main === undefined) return { kind: 'running', version: null, ...idle };
  if (share === 100 || other === undefined || other.version === main.version)
    return { kind: 'running', version: main.version, ...idle, ...artifactOf(main) };
  const shares = [
    { version: main.version, percent: share, ...artifactOf(main) },
    { version: other.version, percent: 100 - share, ...artifactOf(other) },
  ];
  return { kind: 'running', version: main.version, shares, ...artifactOf(main) };
}

/** The versions of the ready pods, the most frequent first; of two that are equal the one that was there before the latest change. */
async function versionsOf(
  cluster: Cluster,
  deployment: ClusterDeployment,
  place: Place,
): Promise<readonly CountedVersion[]> {
  const pods = (await cluster.pods(deployment)).filter(isReady);
  const images = pods.map((pod) => containerOf(pod, place).image);
  const wanted = containerOf({ spec: deployment.spec.template.spec }, place).image;
  const counted = [...new Set(images)].map((image) => {
    const own = pods.filter((_pod, index) => images[index] === image);
    const artifact = commonDigest(own.map((pod) => digestIn(pod, place)));
    return { image, version: versionIn(image, place), count: own.length, artifact };
  });
  return counted.sort((a, b) => b.count - a.count || Number(a.image === wanted) - Number(b.image === wanted));
}
