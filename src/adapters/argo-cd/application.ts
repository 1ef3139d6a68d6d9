import { z } from 'zod';

const Info = z.array(z.object({ name: z.string(), value: z.string() })).nullish();
const Operation = z.object({ info: Info });

/** What a version is read from and written to: the source of an Application. */
export const Source = z.object({
  targetRevision: z.string().optional(),
  helm: z
    .object({ parameters: z.array(z.looseObject({ name: z.string(), value: z.string().default('') })).nullish() })
    .nullish(),
  kustomize: z.object({ images: z.array(z.string()).nullish() }).nullish(),
});
export type Source = z.infer<typeof Source>;

const Resource = z.object({
  kind: z.string(),
  name: z.string(),
  status: z.string().optional(),
  hookPhase: z.string().optional(),
  message: z.string().optional(),
  health: z.object({ status: z.string().optional(), message: z.string().optional() }).nullish(),
});

const OperationState = z.object({
  operation: Operation,
  phase: z.string(),
  message: z.string().optional(),
  finishedAt: z.string().nullish(),
  syncResult: z
    .object({ revision: z.string().default(''), source: Source.optional(), resources: z.array(Resource).nullish() })
    .nullish(),
});

/** The parts of a v1alpha1 Application that deployments are made and told by. */
export const Application = z.object({
  metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).nullish() }),
  operation: Operation.nullish(),
  spec: z.object({
    source: Source.nullish(),
    sources: z.array(z.unknown()).nullish(),
    syncPolicy: z.object({ automated: z.object({ enabled: z.boolean().nullish() }).nullish() }).nullish(),
  }),
  status: z
    .object({
      operationState: OperationState.nullish(),
      reconciledAt: z.string().nullish(),
      health: z.object({ status: z.string().optional() }).nullish(),
      sync: z
        .object({
          status: z.string().optional(),
          revision: z.string().optional(),
          comparedTo: z.object({ source: Source.nullish() }).nullish(),
        })
        .nullish(),
      summary: z.object({ images: z.array(z.string()).nullish() }).nullish(),
      history: z.array(z.object({ source: Source.nullish() })).nullish(),
      resources: z.array(Resource).nullish(),
      conditions: z.array(z.object({ type: z.string(), message: z.string() })).nullish(),
    })
    .default({}),
});
export type Application = z.infer<typeof Application>;

/** The name of the key, in the information of an operation and among the annotations. */
export const keyName = 'fairlead/key';

/** The key of the operation that is asked for or runs, or else of the last one; null when it has none. */
export function operationKey({ operation, status }: Application): string | null {
  const { info } = operation ?? status.operationState?.operation ?? {};
  return info?.find(({ name }) => name === keyName)?.value ?? null;
}

/** Whether an operation is asked for or runs. */
export function isBusy({ operation, status }: Application): boolean {
  return operation != null || ['Running', 'Terminating'].includes(status.operationState?.phase ?? '');
}
