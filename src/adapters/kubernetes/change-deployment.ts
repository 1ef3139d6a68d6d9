import type { Change } from './changes.ts';
import { missing } from './cluster.ts';
import { mark, markOf } from './marks.ts';
import type { ClusterDeployment } from './objects.ts';
import type { Place } from './place.ts';

/**
 * The strategic merge patch that runs or stops a Deployment. It is refused by the server when the Deployment has changed since it was read.
 * Throws DEPLOYER_FAILED where the container is not there: a patch would add it.
 */
export function deploymentPatch(
  found: ClusterDeployment,
  change: Extract<Change, { kind: 'run' | 'stop' }>,
  place: Place,
  marks: Readonly<Record<string, string>>,
): object {
  const { replicas } = found.spec;
  const { resourceVersion } = found.metadata;
  if (change.kind === 'stop') {
    const kept = replicas === 0 ? {} : { [mark.replicas]: String(replicas) };
    return { metadata: { resourceVersion, annotations: { ...marks, ...kept } }, spec: { replicas: 0 } };
  }
  const { container: name } = place;
  if (!found.spec.template.spec.containers.some((container) => container.name === name))
    throw missing(`The Deployment ${found.metadata.name} has no container ${name}`);
  const template = { spec: { containers: [{ name, image: place.imageOf(change.version) }] } };
  const before = Number(markOf(found, mark.replicas) ?? 1);
  const again = replicas === 0 ? { replicas: Number.isSafeInteger(before) && before > 0 ? before : 1 } : {};
  return { metadata: { resourceVersion, annotations: marks }, spec: { ...again, template } };
}
