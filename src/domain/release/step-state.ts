import type { Actor } from '../actor.ts';
import type { Json, Millis } from '../ids.ts';

export type Problem = { readonly code: string; readonly message: string };

type Started = {
  readonly attempt: number;
  readonly startedAt: Millis;
  /** Milliseconds that people have added to the time the step looks; absent where nobody has. */
  readonly extendedBy?: Millis;
};

/** Where one step stands. `attempt` counts what people asked for; retries of transient faults stay inside one attempt. */
export type StepState =
  | { readonly status: 'waiting'; readonly attempt: number; readonly wasStarted: boolean }
  | ({
      readonly status: 'running';
      readonly worker: string;
      readonly tries: number;
      readonly isResumed: boolean;
      readonly handle: Json | null;
    } & Started)
  | ({
      readonly status: 'pending';
      readonly handle: Json;
      readonly lookAgainAt: Millis;
      readonly note: string | null;
    } & Started)
  | ({
      readonly status: 'retrying';
      readonly at: Millis;
      readonly tries: number;
      readonly problem: Problem;
      readonly handle: Json | null;
    } & Started)
  | ({
      readonly status: 'succeeded';
      readonly result: Json;
      readonly finishedAt: Millis;
      readonly acceptedBy: Actor | null;
      /** Who let an analysis pass before its time was up; absent where it ran to its end. */
      readonly promotedBy?: Actor;
    } & Started)
  | ({ readonly status: 'failed'; readonly problem: Problem; readonly finishedAt: Millis } & Started)
  | ({ readonly status: 'unknown'; readonly why: string; readonly at: Millis } & Started)
  /** A gate that is open: since when. */
  | { readonly status: 'open'; readonly attempt: number; readonly openedAt: Millis };

/** The state of a step nobody has started. */
export const untouched: StepState = { status: 'waiting', attempt: 1, wasStarted: false };

/** Whether the step's effect may have happened at any time: the question a rollback asks. */
export function wasTouched(step: StepState): boolean {
  return step.status === 'waiting' ? step.wasStarted : step.status !== 'open';
}

/** Whether somebody may be acting on the step right now. */
export function isInFlight(step: StepState): boolean {
  return step.status === 'running' || step.status === 'pending' || step.status === 'retrying';
}

/**
 * Whether a worker or the other side is acting on the step, as against waiting for another try. What was handed over goes on there however
 * often asking after it fails.
 */
export function isBusy(step: StepState): boolean {
  if (step.status === 'retrying') return step.handle !== null;
  return step.status === 'running' || step.status === 'pending';
}
