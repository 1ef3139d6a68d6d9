import { digestAtEnd } from '../image-digest.ts';
import { missing } from './cluster.ts';
import type { Pod } from './objects.ts';
import type { Place } from './place.ts';

/** The image a pod, or a template of pods, has in the container of a place; empty where it has no such container. */
export function containerOf({ spec }: Pick<Pod, 'spec'>, { container }: Place): { readonly image: string } {
  return { image: spec.containers.find(({ name }) => name === container)?.image ?? '' };
}

/** The digest a pod runs: `docker.io/shop/api@sha256:...`, or with something else before it. Null where the pod does not tell. */
export function digestIn({ status }: Pod, { container }: Place): string | null {
  const id = status.containerStatuses.find(({ name }) => name === container)?.imageID ?? '';
  return digestAtEnd(id);
}

/** Whether a pod takes requests: ready, and not on its way out. */
export function isReady({ metadata, status }: Pod): boolean {
  const isOn = status.conditions.some((one) => one.type === 'Ready' && one.status === 'True');
  return isOn && metadata.deletionTimestamp === undefined;
}

/** The version an image is of. Throws DEPLOYER_FAILED for an image that is not of the configured name. */
export function versionIn(image: string, place: Place): string {
  const version = place.versionOf(image);
  if (version !== null) return version;
  throw missing(`A pod of ${place.deployment} runs ${image}, which is not of the configured image`);
}
