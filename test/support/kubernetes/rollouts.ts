import type { Tree } from './merge-patch.ts';

/** What a rollout is like: how many milliseconds it takes, and what it fails with. */
export type Manner = { readonly takes: number; readonly failure: string | null; readonly digests: boolean };

type Since = { readonly changedAt: number; readonly before: string | null; readonly manner: Manner };
type Spec = {
  readonly replicas: number;
  readonly selector: { readonly matchLabels: Tree };
  readonly template: { readonly spec: { readonly containers: readonly Tree[] } };
};

/** The status of a Deployment whose pods were changed then: old ones until the time is up, and for ever when it fails. */
export function statusOf(object: Tree, since: Since): Tree {
  const { replicas } = object.spec as Spec;
  const { generation } = object.metadata as Tree;
  const counts = (updated: number) => ({
    replicas,
    updatedReplicas: updated,
    readyReplicas: replicas,
    availableReplicas: replicas,
  });
  const condition = (status: string, reason: string, message: string) => [
    { type: 'Progressing', status, reason, message },
  ];
  if (since.before === null || replicas === 0 || isDone(since))
    return withoutZeros({
      observedGeneration: generation,
      ...counts(replicas),
      conditions: condition('True', 'NewReplicaSetAvailable', 'It has progressed.'),
    });
  const { failure } = since.manner;
  if (isDue(since) && failure !== null)
    return withoutZeros({
      observedGeneration: generation,
      ...counts(0),
      conditions: condition('False', 'ProgressDeadlineExceeded', failure),
    });
  return withoutZeros({
    observedGeneration: generation,
    ...counts(0),
    conditions: condition('True', 'ReplicaSetUpdated', 'It is progressing.'),
  });
}

/** The pods that are there: of the image before until the rollout is done. */
export function podsOf(object: Tree, since: Since): readonly Tree[] {
  const { replicas, template } = object.spec as Spec;
  const image = since.before === null || isDone(since) ? null : since.before;
  const containers = template.spec.containers.map((one) => (image === null ? one : { ...one, image }));
  const ready = Array.from({ length: replicas }, (_each, index) => ({
    metadata: { name: `${String((object.metadata as Tree).name)}-${index}` },
    spec: { containers },
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: containers.map(({ image: runs, name }) => ({
        name,
        image: runs,
        imageID: since.manner.digests ? `registry.example/shop/api@sha256:${'ab'.repeat(32)}` : '',
        ready: true,
        restartCount: 0,
      })),
    },
  }));
  return since.before !== null && isDue(since) && since.manner.failure !== null && replicas > 0
    ? [...ready, stuckPod(template.spec.containers)]
    : ready;
}

/** A pod of the new image that cannot be started. */
function stuckPod(containers: readonly Tree[]): Tree {
  const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image' };
  const statuses = containers.map(({ image, name }) => ({
    name,
    image,
    imageID: '',
    ready: false,
    restartCount: 0,
    state: { waiting },
  }));
  return { metadata: { name: 'stuck' }, spec: { containers }, status: { containerStatuses: statuses } };
}

function isDue({ changedAt, manner }: Since): boolean {
  return Date.now() >= changedAt + manner.takes;
}

function isDone(since: Since): boolean {
  return isDue(since) && since.manner.failure === null;
}

/** The API server leaves out counts that are zero. */
function withoutZeros(status: Tree): Tree {
  return Object.fromEntries(Object.entries(status).filter(([, value]) => value !== 0));
}
