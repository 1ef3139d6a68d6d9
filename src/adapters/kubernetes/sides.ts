import type { Deployment } from '#ports/deployer.ts';
import { isSelected } from './change-traffic.ts';
import { type Cluster, missing } from './cluster.ts';
import type { ClusterDeployment } from './objects.ts';
import type { Place } from './place.ts';
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

/**
 * The Deployment a deployment is for. Where two sides take turns a stage is for the idle one; the whole is for the idle one only when that
 * runs the version already, which makes a rollback of a switch a switch.
 */
export async function sideFor(
  cluster: Cluster,
  first: ClusterDeployment,
  place: Place,
  { stage, version }: Deployment,
): Promise<string> {
  if (place.traffic?.by !== 'selector' || version === null) return first.metadata.name;
  const { idle, live } = await sidesOf(cluster, first, place.traffic);
  if (stage !== undefined && stage.kind !== 'whole') return idle.metadata.name;
  const image = place.imageOf(version);
  const isOn = (one: ClusterDeployment): boolean =>
    one.spec.replicas > 0 &&
    rolloutStatus(one).kind === 'settled' &&
    one.spec.template.spec.containers.some(({ image: is, name }) => name === place.container && is === image);
  return !isOn(live) && isOn(idle) ? idle.metadata.name : live.metadata.name;
}
