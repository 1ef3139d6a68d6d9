import { z } from 'zod';

/** Labels, annotations and selectors. */
export const Labels = z.record(z.string(), z.string());
/** What every object tells of itself. */
export const Metadata = z.object({
  name: z.string(),
  resourceVersion: z.string(),
  generation: z.number().optional(),
  annotations: Labels.optional(),
});
/** One condition of a status. */
export const Condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  observedGeneration: z.number().optional(),
});
const Containers = z.array(z.object({ name: z.string(), image: z.string().optional() }));

/** apps/v1 Deployment, as far as it is read. The server leaves out counts that are zero. */
export const ClusterDeployment = z.object({
  metadata: Metadata,
  spec: z.object({
    replicas: z.number().default(1),
    paused: z.boolean().optional(),
    selector: z.object({ matchLabels: Labels.optional(), matchExpressions: z.array(z.unknown()).optional() }),
    template: z.object({
      metadata: z.object({ labels: Labels.optional() }).optional(),
      spec: z.object({ containers: Containers }),
    }),
  }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
      conditions: z.array(Condition).default([]),
    })
    .prefault({}),
});
export type ClusterDeployment = z.infer<typeof ClusterDeployment>;

/** core/v1 Service: which pods it sends requests to. */
export const ClusterService = z.object({ metadata: Metadata, spec: z.object({ selector: Labels.optional() }) });
export type ClusterService = z.infer<typeof ClusterService>;

const Backend = z.looseObject({ name: z.string(), weight: z.number().default(1) });
const Rule = z.looseObject({ backendRefs: z.array(Backend).optional() });

/** gateway.networking.k8s.io/v1 HTTPRoute. Its rules are kept whole: a merge patch replaces all of them. */
export const ClusterRoute = z.object({
  metadata: Metadata,
  spec: z.object({ rules: z.array(Rule).default([]) }),
  status: z
    .object({ parents: z.array(z.object({ conditions: z.array(Condition).default([]) })).default([]) })
    .prefault({}),
});
export type ClusterRoute = z.infer<typeof ClusterRoute>;

const ContainerStatus = z.object({
  name: z.string(),
  imageID: z.string().default(''),
  state: z
    .object({ waiting: z.object({ reason: z.string().default(''), message: z.string().default('') }).optional() })
    .prefault({}),
});

/** core/v1 PodList, as far as it tells which version takes requests. */
export const PodList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ deletionTimestamp: z.string().optional(), labels: Labels.optional() }),
      spec: z.object({ containers: Containers }),
      status: z
        .object({
          conditions: z.array(Condition).default([]),
          containerStatuses: z.array(ContainerStatus).default([]),
        })
        .prefault({}),
    }),
  ),
});
/** One pod of such a list. */
export type Pod = z.infer<typeof PodList>['items'][number];
