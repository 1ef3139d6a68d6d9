import { describe, expect, it } from 'vitest';
import { ClusterDeployment } from '#adapters/kubernetes/objects.ts';
import { rolloutStatus } from '#adapters/kubernetes/rollout-status.ts';
import { aClusterDeployment } from '#test/support/kubernetes/objects.ts';

const done = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3 };

function statusOf(status: object, spec: object = {}) {
  const object = aClusterDeployment('api', '1.5.0');
  const metadata = { ...object.metadata, resourceVersion: '7', generation: 2 };
  return rolloutStatus(ClusterDeployment.parse({ metadata, spec: { ...(object.spec as object), ...spec }, status }));
}

describe('a rollout', () => {
  it.each([
    ['nobody has looked at', { ...done, observedGeneration: 1 }, 'The cluster has not looked at it yet.'],
    ['has no updated pods yet', { observedGeneration: 2, replicas: 3 }, '0 of 3 pods are updated.'],
    ['has some updated pods', { ...done, updatedReplicas: 2 }, '2 of 3 pods are updated.'],
    ['still has old pods', { ...done, replicas: 4 }, 'Old pods that are still there: 1.'],
    ['has pods that are not available', { ...done, availableReplicas: 1 }, '1 of 3 pods are available.'],
  ])('that %s is waited for', (_name, status, note) => {
    expect(statusOf(status)).toEqual({ kind: 'waiting', note });
  });

  it('that is paused is waited for with what to do', () => {
    expect(statusOf(done, { paused: true })).toEqual({
      kind: 'waiting',
      note: 'The Deployment api is paused. Resume it.',
    });
  });

  it('whose pods are all updated and available has settled', () => {
    expect(statusOf(done)).toEqual({ kind: 'settled' });
  });

  it('without pods has settled when none is wanted', () => {
    expect(statusOf({ observedGeneration: 2 }, { replicas: 0 })).toEqual({ kind: 'settled' });
  });

  it('past its deadline has failed, with what kept pods from being made', () => {
    const conditions = [
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'It timed out progressing.',
      },
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'Exceeded quota: pods=3.' },
    ];
    const why = 'It timed out progressing. Exceeded quota: pods=3.';
    expect(statusOf({ ...done, updatedReplicas: 0, conditions })).toEqual({ kind: 'failure', why });
  });

  it('whose deadline was passed by the generation before is waited for', () => {
    const conditions = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'Old.' }];
    expect(statusOf({ ...done, observedGeneration: 1, conditions })).toMatchObject({ kind: 'waiting' });
  });
});
