import type { Actor } from '../actor.ts';
import type { VerdictTable } from '../analysis/verdict-table.ts';
import type { Digest, Millis, ReleaseId, StepId } from '../ids.ts';
import type { Audience } from '../notes/audience.ts';
import type { Plan } from '../plan/plan.ts';
import type { Announcement } from './announcement.ts';
import type { Drift } from './event.ts';
import type { StepState } from './step-state.ts';

/** One person's yes to one gate of one plan digest. */
export type Approval = {
  readonly step: StepId;
  readonly digest: Digest;
  readonly by: Actor;
  readonly roles: readonly string[];
  readonly email: string | null;
  readonly at: Millis;
};

export type Rollback =
  /** Somebody may still stop it, or bring it forward. */
  | {
      readonly status: 'counting';
      readonly at: Millis;
      readonly since: Millis;
      readonly because: StepId;
      readonly reason: string;
    }
  /** Stopped by a person, who now owes an answer. */
  | {
      readonly status: 'stopped';
      readonly by: Actor;
      readonly since: Millis;
      readonly because: StepId;
      readonly reason: string;
    }
  | { readonly status: 'running'; readonly by: Actor; readonly since: Millis; readonly reason: string };

export type Ending =
  | { readonly kind: 'released'; readonly at: Millis }
  | { readonly kind: 'rolled_back'; readonly at: Millis }
  | { readonly kind: 'rejected'; readonly at: Millis; readonly by: Actor; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly at: Millis; readonly by: Actor; readonly reason: string };

export type ObservedService = {
  readonly environment: string;
  readonly service: string;
  readonly intended: string | null;
  readonly observed: string | null;
  readonly at: Millis;
};

export type Slot =
  | { readonly status: 'posting'; readonly op: string; readonly at: Millis }
  | { readonly status: 'posted'; readonly op: string; readonly channel: string; readonly ts: string };

/** Words that stand in place of the plan's notes. */
export type EditedNotes = {
  readonly text: string;
  readonly from: 'person' | 'repository';
  readonly by: Actor;
  readonly at: Millis;
  /** Revision of the plan they were written for. */
  readonly revision: number;
};

/** Who closed the circuit breaker, why, and what it had held the release for. */
export type LetThrough = {
  readonly by: Actor;
  readonly reason: string | null;
  readonly why: string;
  readonly at: Millis;
};

/** What an attempt of an analysis saw last, and when. */
export type Measured = { readonly attempt: number; readonly at: Millis; readonly table: VerdictTable };

/** The folded log of one release: the only thing `decide`, the judge of moves and every template look at. */
export type Release = {
  readonly id: ReleaseId;
  /** Events folded so far; the next append expects it. */
  readonly seq: number;
  readonly requestedBy: Actor;
  readonly requestedAt: Millis;
  readonly reason: string | null;
  readonly channel: string;
  readonly plan: Plan;
  readonly digest: Digest;
  readonly steps: ReadonlyMap<StepId, StepState>;
  readonly approvals: readonly Approval[];
  readonly drift: (Drift & { readonly at: Millis }) | null;
  readonly hold: { readonly by: Actor; readonly reason: string; readonly at: Millis } | null;
  readonly rollback: Rollback | null;
  readonly observed: ReadonlyMap<string, ObservedService>;
  readonly slots: ReadonlyMap<string, Slot>;
  /** The last edit of each audience's notes. */
  readonly notes: ReadonlyMap<Audience, EditedNotes>;
  /** Holds of the circuit breaker that somebody ended, oldest first. They stay marked for ever. */
  readonly letThrough: readonly LetThrough[];
  /** Services of which a step failed on the way forward, whatever became of it, since the breaker was last closed; oldest first. */
  readonly failures: readonly string[];
  /** What rules in announce mode would have stopped, oldest first. */
  readonly announced: readonly Announcement[];
  /** What each analysis saw last. */
  readonly measured: ReadonlyMap<StepId, Measured>;
  readonly ending: Ending | null;
  readonly updatedAt: Millis;
};
