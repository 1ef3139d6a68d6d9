import type { DeploymentRequest } from './deployer-protocol.ts';

/** One version as it was deployed. */
export type Slot = {
  readonly version: string;
  readonly commit: string | null;
  /** The digest of the very artifact that is meant; null where any of the version will do. */
  readonly artifact: string | null;
};

/** What is meant to run at one place: the version that takes requests, and perhaps one beside it with a share of them. */
export type Standing = {
  readonly main: Slot | null;
  readonly beside: Slot | null;
  /** The share of the requests that go to the one beside, in percent. 0 is an idle side. */
  readonly percent: number;
  /** How many of the processes are of the version beside, where it takes the place of some; absent where it has as many as the other. */
  readonly count?: number;
  /** The name of a fresh process of the version that takes requests, which gets as large a share as the one beside; absent without one. */
  readonly baseline?: string;
};

/** Nothing runs. */
export const nothing: Standing = { main: null, beside: null, percent: 0 };

/** What a deployment makes of what runs at a place of so many processes. Throws a sentence when it cannot be done from there. */
export function nextStanding(now: Standing, request: DeploymentRequest, instances = 1): Standing {
  if (request.kind === 'remove') return nothing;
  const target: Slot = {
    version: request.version,
    commit: request.commit ?? null,
    artifact: request.artifact ?? null,
  };
  const stage = request.stage ?? { kind: 'whole' };
  if (stage.kind === 'whole' || request.kind === 'rollback') return { main: target, beside: null, percent: 0 };
  if (now.main === null) throw new Error(`Nothing runs, so ${target.version} can only be deployed whole.`);
  switch (stage.kind) {
    case 'instances': {
      if (isSameSlot(now.main, target)) return now;
      // A process that stands alone cannot be replaced in part, so another one is put beside it for as long.
      if (instances === 1) return { main: now.main, beside: target, percent: stage.percent };
      const count = countOf(stage, instances);
      return { main: now.main, beside: target, percent: (100 * count) / instances, count };
    }
    case 'share': {
      if (isSameSlot(now.main, target)) return now;
      const { baseline } = stage;
      if (baseline !== undefined && stage.percent > 50)
        throw new Error(`${stage.percent} % leaves no room for a baseline as large.`);
      const compared = baseline === undefined ? {} : { baseline };
      return { main: now.main, beside: target, percent: stage.percent, ...compared };
    }
    case 'idle':
      return { main: now.main, beside: target, percent: 0 };
    case 'switch':
      if (isSameSlot(now.main, target)) return now;
      if (now.beside === null || !isSameSlot(now.beside, target))
        throw new Error(`${target.version} is not on the idle side, so nothing was switched.`);
      return { main: now.beside, beside: now.main, percent: 0 };
    case 'retire':
      return { main: now.main, beside: null, percent: 0 };
  }
}

type Batch = Extract<NonNullable<DeploymentRequest['stage']>, { kind: 'instances' }>;

/** The number that was asked for, or as large a share where there are more or fewer processes by now; never none and never all. */
function countOf({ percent, count, of }: Batch, instances: number): number {
  if (count !== undefined && of === instances) return Math.min(count, instances - 1);
  return Math.max(1, Math.min(instances - 1, Math.round((instances * percent) / 100)));
}

/** The same build of the same version. */
export function isSameSlot(one: Slot | null, other: Slot | null): boolean {
  if (one === null || other === null) return false;
  const isSameArtifact = one.artifact === null || other.artifact === null || one.artifact === other.artifact;
  return one.version === other.version && one.commit === other.commit && isSameArtifact;
}
