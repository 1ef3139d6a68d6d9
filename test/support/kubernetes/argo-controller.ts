import { createHash } from 'node:crypto';
import type { Tree } from './merge-patch.ts';
import type { Manner } from './rollouts.ts';

type Step = { readonly setWeight?: number; readonly pause?: object };
type Spec = {
  readonly replicas?: number;
  readonly strategy: {
    readonly canary?: { readonly steps?: readonly Step[]; readonly trafficRouting?: unknown };
    readonly blueGreen?: { readonly autoPromotionEnabled?: boolean };
  };
  readonly template: { readonly spec: { readonly containers: readonly Tree[] } };
};
type Status = {
  observedGeneration: string;
  phase: string;
  message?: string;
  currentPodHash: string;
  stableRS: string;
  currentStepIndex?: number;
  pauseConditions?: readonly Tree[] | null;
  controllerPause?: boolean;
  abort?: boolean;
  promoteFull?: boolean;
  replicas: number;
  canary?: Tree;
  blueGreen?: Tree;
};

/**
 * One Rollout as the controller of the tests keeps it. `images` are those of the pods that were made, by their hash; `old` is the hash of those that
 * were switched away from and are kept.
 */
export type KeptRollout = {
  object: Tree;
  changedAt: number;
  manner: Manner;
  old: string | null;
  readonly images: Map<string, string>;
};

/**
 * What Argo Rollouts' controller does with a Rollout, as far as a client sees it: it looks at a new template, goes through the steps of a canary or
 * the pause of blue-green, leaves a pause whose conditions were taken away, and obeys `promoteFull` and `abort` (Argo Rollouts, "Rollout
 * Specification" and `kubectl argo rollouts`). It acts whenever the Rollout is looked at.
 */
export function reconcile(kept: KeptRollout): void {
  const spec = kept.object.spec as Spec;
  const { generation } = kept.object.metadata as { generation: number };
  const status: Status = { ...(kept.object.status as Status) };
  const hash = hashOf(spec);
  if (status.observedGeneration !== String(generation) && hash !== status.currentPodHash) beginUpdate(status, hash);
  status.observedGeneration = String(generation);
  status.replicas = spec.replicas ?? 1;
  kept.images.set(hash, imageOf(spec));
  settle(kept, spec, status);
  kept.object = { ...kept.object, status: withoutAbsent(status) };
}

/** The status a Rollout has that runs its template and nothing else. */
export function healthyStatus(object: Tree): Tree {
  const spec = object.spec as Spec;
  const hash = hashOf(spec);
  const isCanary = spec.strategy.canary !== undefined;
  return {
    observedGeneration: '1',
    phase: 'Healthy',
    currentPodHash: hash,
    stableRS: hash,
    replicas: spec.replicas ?? 1,
    ...(isCanary ? { canary: weights(0) } : { blueGreen: { activeSelector: hash, previewSelector: hash } }),
  };
}

/** The pods of every template that has some, ready, with the label of its hash. */
export function rolloutPods({ images, manner, object, old }: KeptRollout): readonly Tree[] {
  const { replicas = 1, template } = object.spec as Spec;
  const { currentPodHash, phase, stableRS } = object.status as Status;
  const isMade = phase !== 'Progressing' && phase !== 'Degraded';
  const shown = [...images].filter(
    ([hash]) => hash === stableRS || (hash === currentPodHash && isMade) || hash === old,
  );
  const batch = batchOf(object);
  const many = (hash: string): number => {
    if (batch === null) return replicas;
    return hash === currentPodHash ? batch : replicas - batch;
  };
  return shown.flatMap(([hash, image]) =>
    Array.from({ length: many(hash) }, (_each, index) => ({
      metadata: { name: `${hash}-${index}`, labels: { 'rollouts-pod-template-hash': hash } },
      spec: { containers: template.spec.containers.map((one) => (one.name === 'api' ? { ...one, image } : one)) },
      status: {
        conditions: [{ type: 'Ready', status: 'True' }],
        ...(manner.digests ? { containerStatuses: [aStatus(image)] } : {}),
      },
    })),
  );
}

/** How many pods a canary without traffic routing gives the template on its way: the number nearest to the weight; null where it gives shares. */
function batchOf({ spec, status }: Tree): number | null {
  const { replicas = 1, strategy } = spec as Spec;
  const { abort, currentPodHash, currentStepIndex = 0, stableRS } = status as Status;
  if (strategy.canary === undefined || strategy.canary.trafficRouting !== undefined) return null;
  if (currentPodHash === stableRS) return replicas;
  const made = (strategy.canary.steps ?? []).slice(0, currentStepIndex);
  const weight = made.findLast(({ setWeight }) => setWeight !== undefined)?.setWeight ?? 0;
  return abort === true ? 0 : Math.round((replicas * weight) / 100);
}

function aStatus(image: string): Tree {
  const imageID = `registry.example/shop/api@${digestOfImage(image)}`;
  return { name: 'api', image, imageID, ready: true, restartCount: 0 };
}

/** The digest that the pods of a Rollout tell of an image, where they tell one. */
export function digestOfImage(image: string): string {
  return `sha256:${createHash('sha256').update(image).digest('hex')}`;
}

function beginUpdate(status: Status, hash: string): void {
  Object.assign(status, { currentPodHash: hash, pauseConditions: null, controllerPause: false, abort: false });
  Object.assign(status, { promoteFull: false, currentStepIndex: 0 });
}

function settle(kept: KeptRollout, spec: Spec, status: Status): Status {
  const steps = spec.strategy.canary?.steps ?? [];
  const tell = (phase: string, message = ''): Status => Object.assign(status, { phase, message });
  if (status.currentPodHash === status.stableRS) {
    Object.assign(status, { currentStepIndex: steps.length, pauseConditions: null, controllerPause: false });
    if (spec.strategy.canary !== undefined) status.canary = weights(0);
    return tell('Healthy');
  }
  if (status.abort === true) {
    Object.assign(status, { pauseConditions: null, controllerPause: false });
    if (spec.strategy.canary !== undefined) status.canary = weights(0);
    return tell('Degraded', 'RolloutAborted: Rollout aborted update to revision 2');
  }
  if (Date.now() < kept.changedAt + kept.manner.takes) return tell('Progressing', 'more replicas need to be updated');
  if (kept.manner.failure !== null) return tell('Degraded', `ProgressDeadlineExceeded: ${kept.manner.failure}`);
  if (status.promoteFull === true || !isHeld(status, spec, steps)) return promote(kept, spec, status);
  return tell('Paused', String(status.pauseConditions?.[0]?.reason ?? ''));
}

/** Goes on until a pause holds it; false when nothing does any more. */
function isHeld(status: Status, spec: Spec, steps: readonly Step[]): boolean {
  const isLeaving = status.controllerPause === true && (status.pauseConditions ?? []).length === 0;
  const hold = (reason: string): true => {
    status.controllerPause = true;
    status.pauseConditions ??= [{ reason, startTime: '2026-11-21T10:00:00Z' }];
    return true;
  };
  if (spec.strategy.blueGreen !== undefined) {
    if (isLeaving || spec.strategy.blueGreen.autoPromotionEnabled !== false) return false;
    status.blueGreen = { ...status.blueGreen, previewSelector: status.currentPodHash };
    return hold('BlueGreenPause');
  }
  if (isLeaving)
    Object.assign(status, { controllerPause: false, currentStepIndex: (status.currentStepIndex ?? 0) + 1 });
  for (let at = status.currentStepIndex ?? 0; at < steps.length; at += 1) {
    const step = steps[at];
    status.currentStepIndex = at;
    if (step?.setWeight !== undefined) status.canary = weights(step.setWeight);
    else return hold('CanaryPauseStep');
  }
  return false;
}

function promote(kept: KeptRollout, spec: Spec, status: Status): Status {
  kept.old = status.stableRS;
  const done = { stableRS: status.currentPodHash, promoteFull: false, pauseConditions: null, controllerPause: false };
  Object.assign(status, done, { phase: 'Healthy', message: '' });
  if (spec.strategy.canary === undefined)
    status.blueGreen = { activeSelector: status.currentPodHash, previewSelector: status.currentPodHash };
  else Object.assign(status, { canary: weights(0), currentStepIndex: spec.strategy.canary.steps?.length ?? 0 });
  return status;
}

function weights(canary: number): Tree {
  const side = (weight: number): Tree => ({ podTemplateHash: 'hash', serviceName: 'api', weight });
  return { weights: { canary: side(canary), stable: side(100 - canary) } };
}

function imageOf(spec: Spec): string {
  return String(spec.template.spec.containers.find(({ name }) => name === 'api')?.image);
}

/** Of the image alone, which is all that the tests change of a template. */
function hashOf(spec: Spec): string {
  return imageOf(spec).replaceAll(/[^a-z0-9]/g, '');
}

function withoutAbsent(status: Status): Tree {
  return Object.fromEntries(Object.entries(status).filter(([, value]) => value !== null && value !== undefined));
}
