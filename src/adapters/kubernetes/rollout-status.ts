import type { DeploymentStatus } from '#ports/deployer.ts';
import { plainSentence } from '../plain-text.ts';
import type { ClusterDeployment } from './objects.ts';

type Progress =
  | Extract<DeploymentStatus, { kind: 'failure' }>
  | { readonly kind: 'settled' }
  | { readonly kind: 'waiting'; readonly note: string };

/**
 * How far the rollout of a Deployment is, by the rules of `kubectl rollout status`. It has failed when its Progressing condition says that
 * `progressDeadlineSeconds` have passed; the sentence is the condition's own, with what kept pods from being made.
 */
export function rolloutStatus({ metadata, spec, status }: ClusterDeployment): Progress {
  if ((metadata.generation ?? 0) > status.observedGeneration)
    return { kind: 'waiting', note: 'The cluster has not looked at it yet.' };
  const progressing = status.conditions.find(({ type }) => type === 'Progressing');
  const stuck = status.conditions.find((one) => one.type === 'ReplicaFailure' && one.status === 'True')?.message ?? '';
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    const said = plainSentence(`${progressing.message ?? ''} ${stuck}`);
    return { kind: 'failure', why: said === '' ? 'The rollout made no progress within its deadline.' : said };
  }
  if (spec.paused === true) return { kind: 'waiting', note: `The Deployment ${metadata.name} is paused. Resume it.` };
  const { replicas: wanted } = spec;
  const { availableReplicas: available, replicas: present, updatedReplicas: updated } = status;
  const trouble = stuck === '' ? '' : ` ${plainSentence(stuck)}`;
  if (updated < wanted) return { kind: 'waiting', note: `${updated} of ${wanted} pods are updated.${trouble}` };
  if (present > updated) return { kind: 'waiting', note: `Old pods that are still there: ${present - updated}.` };
  if (available < updated) return { kind: 'waiting', note: `${available} of ${updated} pods are available.` };
  return { kind: 'settled' };
}
