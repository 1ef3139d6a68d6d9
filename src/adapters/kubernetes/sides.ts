import type { Deployment } from '#ports/deployer.ts';
import { isSelected, sharedBy } from './change-traffic.ts';
import { type Cluster, missing } from './cluster.ts';
import type { ClusterDeployment } from './objects.ts';
import type { Place, Traffic } from './place.ts';
import { rolloutStatus } from './rollout-status.ts';

export type Sides = { readonly live: ClusterDeployment; readonly idle: ClusterDeployment };

/** Which of two Deployments a Service sends requests to. Throws DEPLOYER_FAILED where it is not exactly one. */
export async function sidesOf(
  cluster: Cluster,
  first: ClusterDeployment,
  names: { readonly second: string; readonly service: string },
): Promise<Sides> {
  const [second, service] = await Promise.all([cluster.deployment(names.second), cluster.service(names.service)]);
  if (second === null) throw missing(`There is no Deployment ${names.second}`);
  if (service === null) throw missing(`There is no Service ${names.service}`);
  const [isFirst, isSecond] = [isSelected(service, first), isSelected(service, second)];
  if (isFirst === isSecond)
    throw missing(
      `The Service ${names.service} selects the pods of ${isFirst ? 'both' : 'none'} of ${first.metadata.name} and ${names.second}`,
    );
  return isFirst ? { live: first, idle: second } : { live: second, idle: first };
}

/** The share of the second Deployment in percent, by the weights of the route. Throws DEPLOYER_FAILED where no rule names both Services. */
async function secondShare(cluster: Cluster, traffic: Extract<Traffic, { by: 'route' }>): Promise<number> {
  const route = await cluster.route(traffic.route);
  const percent = route === null ? null : sharedBy(route, traffic);
  if (percent !== null) return percent;
  throw missing(`There is no HTTPRoute ${traffic.route} with the Services ${traffic.stable} and ${traffic.canary}`);
}

/**
 * The Deployment a deployment is for. Where two sides take turns a stage is for the idle one; the whole is for the idle one only when that
 * runs the version already, which makes a rollback of a switch a switch. Behind a route it is the one that runs the version, or else the one with
 * less of the traffic.
 */
export async function sideFor(
  cluster: Cluster,
  first: ClusterDeployment,
  place: Place,
  deployment: Deployment,
): Promise<string> {
  const { stage, version } = deployment;
  const { traffic } = place;
  if (traffic === null || version === null) return first.metadata.name;
  if (traffic.by === 'route')
    return traffic.turns ? sideByRoute(cluster, first, place, traffic, deployment) : first.metadata.name;
  const { idle, live } = await sidesOf(cluster, first, traffic);
  if (stage !== undefined && stage.kind !== 'whole') return idle.metadata.name;
  return !runs(live, place, version) && runs(idle, place, version) ? idle.metadata.name : live.metadata.name;
}

async function sideByRoute(
  cluster: Cluster,
  first: ClusterDeployment,
  place: Place,
  traffic: Extract<Traffic, { by: 'route' }>,
  { stage, version }: Deployment,
): Promise<string> {
  const [second, percent] = await Promise.all([cluster.deployment(traffic.second), secondShare(cluster, traffic)]);
  if (second === null) throw missing(`There is no Deployment ${traffic.second}`);
  const [less, more] = percent < 50 ? [second, first] : [first, second];
  if (stage?.kind === 'retire') {
    if (percent > 0 && percent < 100) throw missing(`Both ${first.metadata.name} and ${traffic.second} have traffic`);
    return less.metadata.name;
  }
  // By what is wished for: a pod that is started anew just now must not turn the sides around.
  const has = (one: ClusterDeployment): boolean => version !== null && hasPodsOf(one, place, version);
  const isMore = has(more) && (isAtOnce(stage) || !has(less));
  return isMore ? more.metadata.name : less.metadata.name;
}

function isAtOnce(stage: Deployment['stage']): boolean {
  return stage === undefined || stage.kind === 'whole';
}

/** Whether pods of the version are there and their rollout has ended. */
function runs(one: ClusterDeployment, place: Place, version: string): boolean {
  return rolloutStatus(one).kind === 'settled' && hasPodsOf(one, place, version);
}

function hasPodsOf({ spec }: ClusterDeployment, { container, imageOf }: Place, version: string): boolean {
  const image = imageOf(version);
  return (
    spec.replicas > 0 && spec.template.spec.containers.some((one) => one.name === container && one.image === image)
  );
}
