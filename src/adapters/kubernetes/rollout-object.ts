import { z } from 'zod';
import { Condition, Labels, Metadata } from './objects.ts';

const Container = z.looseObject({ name: z.string(), image: z.string().optional() });
const Step = z.looseObject({
  setWeight: z.number().nullish(),
  pause: z.looseObject({ duration: z.union([z.number(), z.string()]).nullish() }).nullish(),
});

/** The steps of a canary, one after the other. */
export type RolloutStep = z.infer<typeof Step>;

const Status = z.object({
  /** A number in writing. */
  observedGeneration: z.string().nullish(),
  phase: z.string().nullish(),
  message: z.string().nullish(),
  /** Hash of the pods that are on their way, and of those that everything went back to on an abort. */
  currentPodHash: z.string().nullish(),
  stableRS: z.string().nullish(),
  currentStepIndex: z.number().nullish(),
  pauseConditions: z.array(z.object({ reason: z.string() })).nullish(),
  controllerPause: z.boolean().nullish(),
  abort: z.boolean().nullish(),
  promoteFull: z.boolean().nullish(),
  replicas: z.number().nullish(),
  conditions: z.array(Condition).nullish(),
  canary: z.object({ weights: z.object({ canary: z.object({ weight: z.number() }) }).nullish() }).nullish(),
  blueGreen: z.object({ activeSelector: z.string().nullish() }).nullish(),
});

/** argoproj.io/v1alpha1 Rollout, as far as it is read. Its containers are kept whole: a merge patch replaces all of them. */
export const ClusterRollout = z.object({
  metadata: Metadata,
  spec: z.object({
    replicas: z.number().nullish(),
    paused: z.boolean().nullish(),
    selector: z.object({ matchLabels: Labels.nullish(), matchExpressions: z.array(z.unknown()).nullish() }).nullish(),
    template: z.object({ spec: z.object({ containers: z.array(Container) }) }).nullish(),
    workloadRef: z.unknown().optional(),
    strategy: z.object({
      canary: z.object({ steps: z.array(Step).nullish(), trafficRouting: z.unknown().optional() }).nullish(),
      blueGreen: z.object({ autoPromotionEnabled: z.boolean().nullish() }).nullish(),
    }),
  }),
  status: Status.prefault({}),
});
export type ClusterRollout = z.infer<typeof ClusterRollout>;

/** Whether a version is on its way: the pods that are wished for are not the ones that count as stable. */
export function isUnderWay({ status }: ClusterRollout): boolean {
  return (status.stableRS ?? '') !== '' && status.stableRS !== status.currentPodHash;
}

/** Whether the controller has looked at the Rollout as it is. */
export function isObserved({ metadata, status }: ClusterRollout): boolean {
  return Number(status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
}
