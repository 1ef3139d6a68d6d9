import type { Millis, StepId } from '../ids.ts';
import type { ReleaseEvent } from './event.ts';

export type StepRun = { readonly step: StepId; readonly attempt: number };

/** What is to be done next with one release. Everything in it is a consequence of the log and the clock. */
export type Decision = {
  /** Events that follow from the state: append them, then decide again. */
  readonly record: readonly ReleaseEvent[];
  /** Steps that may start (or start again after a transient fault). */
  readonly start: readonly StepRun[];
  /** Pending steps whose time to look has come. */
  readonly poll: readonly StepRun[];
  /** Steps a worker should be busy with; a sweep sees to it that one is. */
  readonly inFlight: readonly StepRun[];
  /** When to decide again at the latest, or null when only an event can change anything. */
  readonly wakeAt: Millis | null;
};
