import type { Millis } from '../ids.ts';
import { ancestorsOf } from '../plan/check-steps.ts';
import type { Step } from '../plan/step.ts';
import { approvalStanding } from './approvals.ts';
import type { Decision, StepRun } from './decision.ts';
import type { ReleaseEvent } from './event.ts';
import type { Release } from './release.ts';
import { dueRollbackSteps, hasTouchedTarget, stateOf } from './step-of.ts';
import { isBusy, type StepState } from './step-state.ts';

const nothing: Decision = { record: [], start: [], poll: [], inFlight: [], wakeAt: null };

/**
 * The heart: the folded log and a clock reading in, what to do next out. No I/O, no clock, no randomness. Calling it twice with the
 * same arguments gives the same answer; whoever looks at the log next can carry on from it.
 */
export function decide(release: Release, now: Millis): Decision {
  if (release.ending !== null) return nothing;
  const rollback = release.rollback;
  if (rollback?.status === 'running') return decideRollback(release, now);
  if (rollback?.status === 'counting' && now >= rollback.at) {
    return {
      ...nothing,
      record: [
        { v: 1, type: 'rollback.started', by: { kind: 'automatic', rule: 'countdown' }, reason: rollback.reason },
      ],
    };
  }
  return decideForward(release, now);
}

function decideForward(release: Release, now: Millis): Decision {
  const steps = release.plan.steps;
  const record: ReleaseEvent[] = [...consequences(release, now)];
  const mayStart = isUndisturbed(release) && release.hold === null && release.drift === null && !isAsking(release);
  // A watch starts whatever else waits: what was moved is watched also while the release is held or asks.
  const ready = steps.filter(
    (step) => (mayStart || step.background) && isReady(release, step) && !isOver(release, step),
  );
  const gates = ready.filter((step) => step.gate !== null);
  record.push(...gates.flatMap((step) => gateEvents(release, step, now)));
  if (record.length > 0) return { ...nothing, record };

  const flight = inFlight(release, steps, now);
  const wakes = [
    flight.wakeAt,
    release.rollback?.status === 'counting' ? release.rollback.at : null,
    ...gates.map((step) => gateWake(release, step, now)),
  ];
  return {
    ...flight,
    start: [
      ...flight.start,
      ...ready
        .filter((step) => step.gate === null && stateOf(release, step.id).status === 'waiting')
        .map(runOf(release)),
    ],
    wakeAt: earliest(wakes),
  };
}

/** What follows from a failure, or from everything having been done. */
function consequences(release: Release, now: Millis): readonly ReleaseEvent[] {
  const { steps, rollback } = release.plan;
  if (isUndisturbed(release)) {
    const isDone = steps.every((step) => step.background || stateOf(release, step.id).status === 'succeeded');
    return isDone ? [{ v: 1, type: 'release.completed' }] : [];
  }
  // What is verified everywhere is not taken back because a tag or a note could not be published: people are asked.
  const because = failedSteps(release).find((step) => step.effect !== 'public');
  const isAutomatic = release.rollback === null && rollback.automatic && hasTouchedTarget(release);
  return because !== undefined && isAutomatic ? [scheduleRollback(release, because, now)] : [];
}

function failedSteps(release: Release): readonly Step[] {
  return release.plan.steps.filter((step) => stateOf(release, step.id).status === 'failed');
}

function isUndisturbed(release: Release): boolean {
  return release.rollback === null && failedSteps(release).length === 0;
}

function isAsking(release: Release): boolean {
  return release.plan.steps.some((step) => stateOf(release, step.id).status === 'unknown');
}

function decideRollback(release: Release, now: Millis): Decision {
  const due = dueRollbackSteps(release);
  // What is still being deployed or published is waited for: two deployments of one service never run at once. A forward step that
  // only waits for another try is abandoned; what it may have done is undone with the rest.
  const forward = release.plan.steps.filter((step) => step.effect !== 'none' && isBusy(stateOf(release, step.id)));
  const isDone = due.every((step) => stateOf(release, step.id).status === 'succeeded');
  if (isDone && forward.length === 0) return { ...nothing, record: [{ v: 1, type: 'release.rolled-back' }] };

  const flight = inFlight(release, [...forward, ...due], now);
  const isTargetBusy = forward.some((step) => step.effect === 'target');
  const isReadyToUndo = (step: Step): boolean =>
    !isTargetBusy &&
    stateOf(release, step.id).status === 'waiting' &&
    step.needs.every(
      (need) => !due.some((other) => other.id === need) || stateOf(release, need).status === 'succeeded',
    );
  return { ...flight, start: [...flight.start, ...due.filter(isReadyToUndo).map(runOf(release))] };
}

/** Polls, retries and watches: what goes on whatever the rest of the release waits for. */
function inFlight(release: Release, steps: readonly Step[], now: Millis): Decision {
  const start: StepRun[] = [];
  const poll: StepRun[] = [];
  const busy: StepRun[] = [];
  const wakes: (Millis | null)[] = [];
  for (const step of steps) {
    const state = stateOf(release, step.id);
    if (isOver(release, step)) continue;
    if (state.status === 'running') busy.push(runOf(release)(step));
    if (state.status === 'pending' && now >= state.lookAgainAt) poll.push(runOf(release)(step));
    if (state.status === 'retrying' && now >= state.at) start.push(runOf(release)(step));
    if (state.status === 'pending' && now < state.lookAgainAt) wakes.push(state.lookAgainAt);
    if (state.status === 'retrying' && now < state.at) wakes.push(state.at);
  }
  return { record: [], start, poll, inFlight: busy, wakeAt: earliest(wakes) };
}

function isReady(release: Release, step: Step): boolean {
  const status = stateOf(release, step.id).status;
  return (
    (status === 'waiting' || status === 'open') &&
    step.needs.every((need) => stateOf(release, need).status === 'succeeded') &&
    (step.gate !== null || isApprovedFor(release, step))
  );
}

/** Whether every approval however far in front of the step stands. A new plan voids them all, also those whose steps were done long ago. */
function isApprovedFor(release: Release, step: Step): boolean {
  const { steps } = release.plan;
  const shut = steps.filter(
    (gate) => gate.gate?.kind === 'approval' && stateOf(release, gate.id).status !== 'succeeded',
  );
  return shut.length === 0 || !shut.some((gate) => ancestorsOf(steps).get(step.id)?.has(gate.id) === true);
}

/**
 * A watch is over when every other step of its environment is done: the next environment has watches of its own. It never begins where a
 * person accepted the failed verification: it would only fail of the same.
 */
function isOver(release: Release, step: Step): boolean {
  if (!step.background) return false;
  if (step.needs.some((need) => wasAccepted(stateOf(release, need)))) return true;
  const others = release.plan.steps.filter((other) => !other.background && other.environment === step.environment);
  return others.every((other) => stateOf(release, other.id).status === 'succeeded');
}

function gateEvents(release: Release, step: Step, now: Millis): readonly ReleaseEvent[] {
  const state = stateOf(release, step.id);
  if (state.status === 'waiting') return [{ v: 1, type: 'gate.opened', step: step.id }];
  return isGatePassed(release, step, state, now)
    ? [{ v: 1, type: 'gate.passed', step: step.id, digest: release.digest }]
    : [];
}

function isGatePassed(release: Release, step: Step, state: StepState, now: Millis): boolean {
  if (step.gate === null || state.status !== 'open') return false;
  if (step.gate.kind === 'pause') return now >= state.openedAt + step.gate.millis;
  return approvalStanding(release, step, step.gate, now).isSatisfied;
}

/** A pause ends at a known time, an approval expires at one. */
function gateWake(release: Release, step: Step, now: Millis): Millis | null {
  const state = stateOf(release, step.id);
  const gate = step.gate;
  if (gate === null || state.status !== 'open') return null;
  if (gate.kind === 'pause') return state.openedAt + gate.millis;
  const expiries = release.approvals
    .filter((approval) => approval.step === step.id)
    .map((approval) => approval.at + gate.expires);
  return earliest(expiries.filter((at) => at > now));
}

function scheduleRollback(release: Release, failed: Step, now: Millis): ReleaseEvent {
  const state = stateOf(release, failed.id);
  const why = state.status === 'failed' ? state.problem.message : 'It failed.';
  return {
    v: 1,
    type: 'rollback.scheduled',
    at: now + release.plan.rollback.countdown,
    because: failed.id,
    reason: `${failed.title}: ${why}`.slice(0, 1_000),
  };
}

function runOf(release: Release): (step: Step) => StepRun {
  return (step) => ({ step: step.id, attempt: stateOf(release, step.id).attempt });
}

function earliest(times: readonly (Millis | null)[]): Millis | null {
  return times.reduce<Millis | null>((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
}

function wasAccepted(state: StepState): boolean {
  return state.status === 'succeeded' && state.acceptedBy !== null;
}
