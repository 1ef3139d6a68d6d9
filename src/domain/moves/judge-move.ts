import { isSamePerson } from '../actor.ts';
import type { StepId } from '../ids.ts';
import { approvalFault, approverFault } from '../release/approvals.ts';
import type { ReleaseEvent } from '../release/event.ts';
import type { Release } from '../release/release.ts';
import { closedEnvironments, hasTouchedTarget, stateOf, stepOf } from '../release/step-of.ts';
import { announcementOf } from '../release/tally.ts';
import { bakeOf } from './bake-of.ts';
import { legalMoves } from './legal-moves.ts';
import type { MoveRequest } from './move.ts';
import type { MoveOutcome, MoveRefusal } from './move-outcome.ts';
import { needsReason } from './needs-reason.ts';
import { isPermitted, type Person, whoMay } from './who-may.ts';

/**
 * The one check every press goes through, from Slack or the command line: is it a repeat, is it legal in this state, may this person, is
 * it bound to what they saw. Accepted moves are events; appending them is the caller's.
 */
export function judgeMove(release: Release, request: MoveRequest, person: Person, now: number): MoveOutcome {
  if (isRepeat(release, request, person, now)) return { kind: 'already' };
  if (release.ending !== null) return refused({ code: 'release_ended' });
  const isBound = request.move === 'approve' || request.move === 'reject';
  if (isBound && (request.digest !== release.digest || release.drift !== null))
    return refused({ code: 'plan_changed', drift: release.drift });
  const isBack = request.move === 'roll-back' || request.move === 'roll-back-now';
  const closed = closedEnvironments(release);
  if (isBack && closed.length > 0 && !hasTouchedTarget(release))
    return refused({ code: 'no_way_back', environments: closed });
  if (!legalMoves(release).some((legal) => legal.move === request.move && legal.step === request.step))
    return refused({ code: 'not_legal_now' });
  const permission = whoMay(release, request.move, request.step);
  if (!isPermitted(permission, release, person)) return refused({ code: 'not_permitted', permission });
  if (needsReason(request.move) && (request.reason ?? '').trim() === '') return refused({ code: 'reason_missing' });
  if (request.move === 'approve') return approve(release, request, person);
  if (request.move === 'take-new-commits') return { kind: 'replan', take: true };
  if (request.move === 'keep-approved-commit') return { kind: 'replan', take: false };
  return { kind: 'accepted', events: [eventOf(release, request, person)] };
}

function approve(release: Release, request: MoveRequest, person: Person): MoveOutcome {
  const step = request.step === null ? null : stepOf(release, request.step);
  if (step?.gate?.kind !== 'approval') return refused({ code: 'not_legal_now' });
  const approver = { by: person.actor, roles: person.roles, email: person.email };
  const fault = approverFault(release, step.gate, approver);
  if (fault === 'requester') return refused({ code: 'own_release' });
  if (fault === 'author') return refused({ code: 'own_commits' });
  if (fault !== null) return refused({ code: 'fault', fault });
  const event: ReleaseEvent = {
    v: 1,
    type: 'gate.approved',
    step: step.id,
    digest: release.digest,
    by: person.actor,
    roles: [...person.roles],
    email: person.email,
  };
  return { kind: 'accepted', events: [event] };
}

function eventOf(release: Release, request: MoveRequest, person: Person): ReleaseEvent {
  const by = person.actor;
  const reason = (request.reason ?? '').trim();
  switch (request.move) {
    case 'reject':
      return { v: 1, type: 'gate.rejected', step: request.step as StepId, digest: release.digest, by, reason };
    case 'hold':
      return { v: 1, type: 'release.held', by, reason };
    case 'resume':
      return { v: 1, type: 'release.resumed', by, reason: reason === '' ? null : reason };
    case 'close-breaker':
      return { v: 1, type: 'release.resumed', by, reason };
    case 'cancel':
      return { v: 1, type: 'release.cancelled', by, reason };
    case 'stop-countdown':
      return { v: 1, type: 'rollback.stopped', by, reason };
    case 'roll-back-now':
      return { v: 1, type: 'rollback.started', by, reason: release.rollback?.reason ?? 'Brought forward.' };
    case 'roll-back':
      return { v: 1, type: 'rollback.started', by, reason };
    case 'retry-step':
    case 'run-step-again':
      return { v: 1, type: 'step.repeated', ...attemptOf(release, request), by };
    case 'promote':
      return { v: 1, type: 'step.promoted', ...attemptOf(release, request), by, reason: reason || null };
    case 'extend': {
      const millis = bakeOf(request.step === null ? null : stepOf(release, request.step));
      return { v: 1, type: 'step.extended', ...attemptOf(release, request), millis, by, reason: reason || null };
    }
    case 'agree':
    case 'disagree': {
      const attempt = announcementOf(release, request.step)?.attempt ?? 1;
      const agreed = request.move === 'agree';
      return { v: 1, type: 'rule.judged', step: request.step as StepId, attempt, agreed, by };
    }
    default:
      return { v: 1, type: 'step.accepted', ...attemptOf(release, request), by, reason };
  }
}

function attemptOf(release: Release, request: MoveRequest): { step: StepId; attempt: number } {
  const step = request.step as StepId;
  return { step, attempt: stateOf(release, step).attempt };
}

/** The same person pressing the same thing again, also when a late press finds it done. */
function isRepeat(release: Release, request: MoveRequest, person: Person, now: number): boolean {
  const own = (by: Person['actor']): boolean => isSamePerson(by, person.actor);
  switch (request.move) {
    case 'approve': {
      const gate = request.step === null ? null : (stepOf(release, request.step)?.gate ?? null);
      if (gate?.kind !== 'approval' || request.digest !== release.digest) return false;
      return release.approvals.some(
        (one) => one.step === request.step && own(one.by) && approvalFault(release, gate, one, now) === null,
      );
    }
    case 'reject':
      return release.ending?.kind === 'rejected' && own(release.ending.by);
    case 'cancel':
      return release.ending?.kind === 'cancelled' && own(release.ending.by);
    case 'hold':
      return release.hold !== null && own(release.hold.by);
    case 'stop-countdown':
      return release.rollback?.status === 'stopped' && own(release.rollback.by);
    case 'roll-back':
    case 'roll-back-now':
      return release.rollback?.status === 'running';
    case 'promote': {
      const state = request.step === null ? null : stateOf(release, request.step);
      return state?.status === 'succeeded' && state.promotedBy !== undefined && own(state.promotedBy);
    }
    case 'agree':
    case 'disagree': {
      const answers = announcementOf(release, request.step)?.answers ?? [];
      return answers.some(({ by, agreed }) => own(by) && agreed === (request.move === 'agree'));
    }
    case 'close-breaker': {
      const last = release.letThrough.at(-1);
      return release.hold === null && last !== undefined && own(last.by);
    }
    case 'resume':
      return release.ending === null && release.hold === null;
    default:
      return false;
  }
}

function refused(refusal: MoveRefusal): MoveOutcome {
  return { kind: 'refused', refusal };
}
