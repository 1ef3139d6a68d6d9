import type { Millis, StepId } from './ids.ts';
import type { ReleaseEvent } from './release/event.ts';
import type { Release } from './release/release.ts';
import type { Validated } from './validation/validated.ts';

/** An event with its place and time in the log. */
export type TimedEvent = { readonly seq: number; readonly at: Millis; readonly body: ReleaseEvent };

/** Who may still fill a seat of each open approval gate, as Slack user ids. */
export type Eligible = ReadonlyMap<StepId, readonly string[]>;

/**
 * Everything a drawing of a release may depend on. Drawings state times of things still going on as points in time, so that a picture
 * changes only when the release does; what is left of a bake changes ten times in it.
 */
export type Picture = {
  readonly release: Release;
  readonly events: readonly TimedEvent[];
  readonly now: Millis;
  readonly eligible: Eligible;
  /** What the last validation of its version and commit came to; null or absent where there was none. */
  readonly validated?: Validated | null;
};
