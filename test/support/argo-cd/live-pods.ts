/** The images of a pod's containers by the name of the container, each with the id of what was pulled for it; null before that. */
export type LivePod = Readonly<Record<string, { readonly image: string; readonly imageID: string | null }>>;

/** The nodes of a resource tree: a Deployment, its ReplicaSet, and these pods. */
export function nodesOf(pods: Readonly<Record<string, LivePod>>): readonly object[] {
  const set = { group: 'apps', version: 'v1', kind: 'ReplicaSet', namespace: 'shop', name: 'api-6c5d', uid: 'set' };
  return [
    { group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name: 'api', uid: 'deployment' },
    set,
    ...Object.entries(pods).map(([name, pod]) => ({
      version: 'v1',
      kind: 'Pod',
      namespace: 'shop',
      name,
      uid: name,
      parentRefs: [set],
      images: Object.values(pod).map(({ image }) => image),
      health: { status: 'Healthy' },
    })),
  ];
}

/** A pod as it is in the cluster. */
export function manifestOf(name: string, pod: LivePod): object {
  const containers = Object.entries(pod);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: { containers: containers.map(([each, { image }]) => ({ name: each, image })) },
    status: {
      phase: 'Running',
      containerStatuses: containers.flatMap(([each, { image, imageID }]) =>
        imageID === null ? [] : [{ name: each, image, imageID }],
      ),
    },
  };
}
