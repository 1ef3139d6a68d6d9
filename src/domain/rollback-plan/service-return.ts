import type { Millis } from '../ids.ts';
import type { Stage, StageAbility } from '../plan/stage.ts';

/** How long returns of a service took: the median, of how many. */
export type Measured = { readonly median: Millis; readonly of: number };

/**
 * How a service comes back. `switch`: all of the traffic to a side that still has the version. `shift`: away from a part of the traffic, of the
 * instances or from the idle side. `deploy`: the version is deployed in place of what runs. `none`: nothing has been moved yet.
 */
export type ReturnHow =
  | { readonly kind: 'switch' }
  | { readonly kind: 'shift'; readonly from: Extract<Stage, { kind: 'share' | 'instances' | 'idle' }> }
  | { readonly kind: 'deploy' }
  | { readonly kind: 'none' };

/** One service on its way back. */
export type ServiceReturn = {
  readonly service: string;
  /** What runs now, as its platform says where it can tell; null when nothing does. */
  readonly from: string | null;
  /** Null where it is removed again. */
  readonly to: string | null;
  readonly how: ReturnHow;
  /** Whether it is away while it restarts. */
  readonly isAway: boolean;
  /** Null where no return of it has been measured. */
  readonly took: Measured | null;
};

/** What of a platform tells how a service comes back. */
export type ReturnGround = {
  readonly to: string | null;
  /** The version on its idle side; null where nothing is there or there are no sides. */
  readonly idle: string | null;
  /** Stages besides the whole that its platform can do. */
  readonly stages: readonly StageAbility[];
};

/** The return of a service whose rollout has ended: to a side that still has the version, else by a deployment. */
export function returnFromWhole({ to, idle, stages }: ReturnGround): Pick<ServiceReturn, 'how' | 'isAway'> {
  if (to !== null && idle === to) return { how: { kind: 'switch' }, isAway: false };
  return { how: { kind: 'deploy' }, isAway: isRestarted(to, stages) };
}

/** The return of a service in the middle of its rollout; `reached` is the last stage that was begun, null where none was. */
export function returnFromStage(
  reached: Stage | null,
  { to, stages }: Omit<ReturnGround, 'idle'>,
): Pick<ServiceReturn, 'how' | 'isAway'> {
  if (reached === null) return { how: { kind: 'none' }, isAway: false };
  if (reached.kind === 'share' || reached.kind === 'instances' || reached.kind === 'idle')
    return { how: { kind: 'shift', from: reached }, isAway: false };
  if (reached.kind === 'switch') return { how: { kind: 'switch' }, isAway: false };
  return { how: { kind: 'deploy' }, isAway: isRestarted(to, stages) };
}

/**
 * A platform that can share traffic, has two sides or replaces instances one by one lets the other version answer meanwhile. What was not
 * there before is not missed when it is removed again.
 */
function isRestarted(to: string | null, stages: readonly StageAbility[]): boolean {
  return to !== null && stages.length === 0;
}
