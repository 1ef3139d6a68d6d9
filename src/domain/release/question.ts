import type { Actor } from '../actor.ts';
import type { Millis, StepId } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import { type ApprovalFault, approvalFault, approvalStanding, type Seat } from './approvals.ts';
import type { Drift } from './event.ts';
import type { Approval, Release } from './release.ts';
import { stepsInScope } from './scope.ts';
import { stateOf } from './step-of.ts';
import { isBusy, type Problem } from './step-state.ts';

/** One exact unmet condition: what a release waits for, since when. `/release why` and the card are drawn from these. */
export type Question =
  | {
      readonly kind: 'approval';
      readonly step: Step;
      readonly since: Millis;
      readonly seats: readonly Seat[];
      /** Approvals that were given and no longer count, with why. */
      readonly void: readonly { readonly approval: Approval; readonly fault: ApprovalFault }[];
    }
  | { readonly kind: 'pause'; readonly step: Step; readonly since: Millis; readonly until: Millis }
  | { readonly kind: 'drift'; readonly drift: Drift; readonly since: Millis }
  | { readonly kind: 'held'; readonly by: Actor; readonly reason: string; readonly since: Millis }
  | { readonly kind: 'step-failed'; readonly step: Step; readonly problem: Problem; readonly since: Millis }
  | { readonly kind: 'step-unknown'; readonly step: Step; readonly why: string; readonly since: Millis }
  | {
      readonly kind: 'countdown';
      readonly until: Millis;
      readonly since: Millis;
      readonly reason: string;
      readonly because: StepId;
    }
  | {
      readonly kind: 'countdown-stopped';
      readonly by: Actor;
      readonly reason: string;
      readonly since: Millis;
      readonly because: StepId;
    }
  /** A step that works or looks again by itself, with what it says of itself. */
  | { readonly kind: 'working'; readonly step: Step; readonly since: Millis; readonly note: string | null };

/** Everything an open release waits for, people's questions first. Empty only when a worker is about to take the next step, or at the end. */
export function questionsOf(release: Release, now: Millis): readonly Question[] {
  if (release.ending !== null) return [];
  const ofSteps = [...endingFirst(release), ...stepsInScope(release)].flatMap((step) =>
    stepQuestions(release, step, now),
  );
  return [
    ...wholeQuestions(release),
    ...ofSteps.filter((one) => one.kind !== 'working'),
    ...ofSteps.filter((one) => one.kind === 'working'),
  ];
}

/** What the way forward has begun and the way back waits for. */
function endingFirst(release: Release): readonly Step[] {
  if (release.rollback?.status !== 'running') return [];
  return release.plan.steps.filter((step) => step.effect !== 'none' && isBusy(stateOf(release, step.id)));
}

/** True when nothing goes on without a person: the card says "needs you". A countdown goes on by itself, whatever asked for it. */
export function needsPerson(release: Release, now: Millis): boolean {
  if (release.rollback?.status === 'counting') return false;
  return questionsOf(release, now).some(asksPerson);
}

/** Whether a question is one to a person, and does not answer itself with time. */
export function asksPerson({ kind }: Question): boolean {
  return kind !== 'working' && kind !== 'pause' && kind !== 'countdown';
}

function wholeQuestions(release: Release): readonly Question[] {
  const found: Question[] = [];
  const { rollback, hold, drift } = release;
  if (rollback?.status === 'counting') {
    found.push({
      kind: 'countdown',
      until: rollback.at,
      since: rollback.since,
      reason: rollback.reason,
      because: rollback.because,
    });
  }
  if (rollback?.status === 'stopped') {
    found.push({
      kind: 'countdown-stopped',
      by: rollback.by,
      reason: rollback.reason,
      since: rollback.since,
      because: rollback.because,
    });
  }
  if (drift !== null && rollback === null) found.push({ kind: 'drift', drift, since: drift.at });
  if (hold !== null) found.push({ kind: 'held', by: hold.by, reason: hold.reason, since: hold.at });
  return found;
}

function stepQuestions(release: Release, step: Step, now: Millis): readonly Question[] {
  const state = stateOf(release, step.id);
  switch (state.status) {
    case 'open':
      return [openGate(release, step, state.openedAt, now)];
    case 'failed':
      return [{ kind: 'step-failed', step, problem: state.problem, since: state.finishedAt }];
    case 'unknown':
      return [{ kind: 'step-unknown', step, why: state.why, since: state.at }];
    case 'pending':
      return step.background ? [] : [{ kind: 'working', step, since: state.startedAt, note: state.note }];
    case 'running':
      return step.background ? [] : [{ kind: 'working', step, since: state.startedAt, note: null }];
    case 'retrying':
      return step.background
        ? []
        : [{ kind: 'working', step, since: state.startedAt, note: `Trying again: ${state.problem.message}` }];
    default:
      return [];
  }
}

function openGate(release: Release, step: Step, since: Millis, now: Millis): Question {
  const gate = step.gate;
  if (gate === null || gate.kind === 'pause') return { kind: 'pause', step, since, until: since + (gate?.millis ?? 0) };
  const given = release.approvals.filter((approval) => approval.step === step.id);
  return {
    kind: 'approval',
    step,
    since,
    seats: approvalStanding(release, step, gate, now).seats,
    void: given.flatMap((approval) => {
      const fault = approvalFault(release, gate, approval, now);
      return fault === null ? [] : [{ approval, fault }];
    }),
  };
}
