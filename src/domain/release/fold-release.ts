import type { Actor } from '../actor.ts';
import type { Millis, StepId } from '../ids.ts';
import { ancestorsOf } from '../plan/check-steps.ts';
import type { Step } from '../plan/step.ts';
import { isSameJson } from '../same-json.ts';
import { announced, judged } from './announcement.ts';
import { isHeldByBreaker } from './circuit-breaker.ts';
import type { ReleaseEvent, ReleaseEventOf } from './event.ts';
import { withFailure } from './failed-services.ts';
import { foldStep } from './fold-step.ts';
import type { Release } from './release.ts';
import { hasTouchedTarget } from './step-of.ts';
import { isInFlight, type StepState, untouched, wasTouched } from './step-state.ts';

/**
 * Applies one event. Pure and total: an event that makes no sense in the state it meets (an older writer's, say) changes nothing but
 * the sequence, so that every prefix of every log can be replayed.
 */
export function foldRelease(release: Release | null, event: ReleaseEvent, at: Millis): Release | null {
  if (release === null) return event.type === 'release.proposed' ? proposed(event, at) : null;
  const next = release.ending === null || outlivesEnding(event) ? applied(release, event, at) : release;
  return { ...next, seq: release.seq + 1, updatedAt: at };
}

/** Folds a whole log, oldest event first; null for an empty one. */
export function foldLog(events: readonly { readonly at: Millis; readonly body: ReleaseEvent }[]): Release | null {
  return events.reduce<Release | null>((release, event) => foldRelease(release, event.body, event.at), null);
}

function proposed(event: ReleaseEventOf<'release.proposed'>, at: Millis): Release {
  return {
    id: event.release,
    seq: 1,
    requestedBy: event.requestedBy,
    requestedAt: at,
    reason: event.reason,
    channel: event.channel,
    plan: event.plan,
    digest: event.digest,
    steps: new Map(),
    approvals: [],
    drift: null,
    hold: null,
    rollback: null,
    observed: new Map(),
    slots: new Map(),
    notes: new Map(),
    letThrough: [],
    failures: [],
    announced: [],
    measured: new Map(),
    ending: null,
    updatedAt: at,
  };
}

/** What may still be learnt once a release has ended: where its messages are, how work under way turned out, what its notes say now. */
function outlivesEnding(event: ReleaseEvent): boolean {
  if (event.type === 'service.observed' || event.type === 'notes.edited') return true;
  return event.type.startsWith('slot.') || event.type.startsWith('step.');
}

function applied(release: Release, event: ReleaseEvent, at: Millis): Release {
  switch (event.type) {
    case 'release.proposed':
      return release;
    case 'release.drifted':
      return { ...release, drift: { ...event.drift, at } };
    case 'release.replanned':
      return release.rollback === null ? replanned(release, event) : release;
    case 'gate.approved':
      return {
        ...release,
        approvals: [
          ...release.approvals,
          { step: event.step, digest: event.digest, by: event.by, roles: event.roles, email: event.email, at },
        ],
      };
    case 'gate.rejected':
      return rejected(release, event, at);
    case 'release.held':
      return { ...release, hold: { by: event.by, reason: event.reason, at } };
    case 'release.resumed':
      return resumed(release, event, at);
    case 'rollback.scheduled':
      return release.rollback === null
        ? {
            ...release,
            rollback: { status: 'counting', at: event.at, since: at, because: event.because, reason: event.reason },
          }
        : release;
    case 'rollback.stopped':
      return release.rollback?.status === 'counting'
        ? {
            ...release,
            rollback: {
              status: 'stopped',
              by: event.by,
              since: at,
              because: release.rollback.because,
              reason: event.reason,
            },
          }
        : release;
    case 'rollback.started':
      return rollingBack(release, event.by, event.reason, at);
    case 'service.observed':
      return {
        ...release,
        observed: new Map(release.observed).set(`${event.environment}/${event.service}`, { ...event, at }),
      };
    case 'release.completed':
      return { ...release, ending: { kind: 'released', at } };
    case 'release.rolled-back':
      return { ...release, ending: { kind: 'rolled_back', at } };
    case 'release.cancelled':
      return { ...release, ending: { kind: 'cancelled', at, by: event.by, reason: event.reason } };
    case 'notes.edited':
      return withNotes(release, event, at);
    case 'rule.announced':
      return { ...release, announced: announced(release.announced, event, at) };
    case 'step.measured':
      return withMeasured(release, event, at);
    case 'rule.judged':
      return { ...release, announced: judged(release.announced, event) };
    case 'slot.posting':
      return { ...release, slots: new Map(release.slots).set(event.slot, { status: 'posting', op: event.op, at }) };
    case 'slot.posted':
      return {
        ...release,
        slots: new Map(release.slots).set(event.slot, {
          status: 'posted',
          op: event.op,
          channel: event.channel,
          ts: event.ts,
        }),
      };
    default:
      return withStep(release, event, at);
  }
}

/** A hold of the circuit breaker that is ended by a person stays marked, and what it had counted counts no more. */
function resumed(release: Release, { by, reason }: ReleaseEventOf<'release.resumed'>, at: Millis): Release {
  const why = isHeldByBreaker(release) ? release.hold?.reason : undefined;
  if (why === undefined) return { ...release, hold: null };
  return { ...release, hold: null, letThrough: [...release.letThrough, { by, reason, why, at }], failures: [] };
}

function withNotes(release: Release, event: ReleaseEventOf<'notes.edited'>, at: Millis): Release {
  const { audience, text, from, by } = event;
  const edited = { text, from, by, at, revision: release.plan.revision };
  return { ...release, notes: new Map(release.notes).set(audience, edited) };
}

/** What an older attempt saw is not shown beside a later one. */
function withMeasured(
  release: Release,
  { step, attempt, table }: ReleaseEventOf<'step.measured'>,
  at: Millis,
): Release {
  const state = release.steps.get(step) ?? untouched;
  if (!isInFlight(state) || state.attempt !== attempt) return release;
  return { ...release, measured: new Map(release.measured).set(step, { attempt, at, table }) };
}

/** A no ends a release that has touched nothing; one that has is taken back first. */
function rejected(release: Release, event: ReleaseEventOf<'gate.rejected'>, at: Millis): Release {
  return hasTouchedTarget(release)
    ? rollingBack(release, event.by, `Rejected: ${event.reason}`, at)
    : { ...release, ending: { kind: 'rejected', at, by: event.by, reason: event.reason } };
}

function rollingBack(release: Release, by: Actor, reason: string, at: Millis): Release {
  return release.rollback?.status === 'running'
    ? release
    : { ...release, hold: null, rollback: { status: 'running', by, since: at, reason } };
}

type StepEvent = Extract<ReleaseEvent, { step: StepId }>;

function withStep(
  release: Release,
  event: Exclude<
    StepEvent,
    { type: 'gate.approved' | 'gate.rejected' | 'rule.announced' | 'rule.judged' | 'step.measured' }
  >,
  at: Millis,
): Release {
  const before = release.steps.get(event.step) ?? untouched;
  const after = foldStep(before, event, at);
  if (after === before) return release;
  const failures = after.status === 'failed' ? withFailure(release, event.step) : release.failures;
  const next = { ...release, steps: new Map(release.steps).set(event.step, after), failures };
  // A decision about the step that asked for the rollback answers the question the rollback raised.
  const isAnswered = event.type === 'step.accepted' || event.type === 'step.repeated';
  const rollback = release.rollback;
  return isAnswered && rollback !== null && rollback.status !== 'running' && rollback.because === event.step
    ? { ...next, rollback: null }
    : next;
}

/** Keeps what was done by steps the new plan leaves as they were; a changed step and all that follows it start again. */
function replanned(release: Release, event: ReleaseEventOf<'release.replanned'>): Release {
  const before = new Map(release.plan.steps.map((step) => [step.id, step]));
  const ancestors = ancestorsOf(event.plan.steps);
  const changed = new Set(
    event.plan.steps.filter((step) => !isSameStep(before.get(step.id), step)).map((step) => step.id),
  );
  const steps = new Map<StepId, StepState>();
  for (const step of event.plan.steps) {
    const state = release.steps.get(step.id);
    if (state === undefined) continue;
    const isStale = changed.has(step.id) || [...(ancestors.get(step.id) ?? [])].some((id) => changed.has(id));
    if (!isStale && step.gate?.kind !== 'approval') steps.set(step.id, state);
    else if (step.gate === null)
      steps.set(step.id, { status: 'waiting', attempt: state.attempt + 1, wasStarted: wasTouched(state) });
  }
  // A step the new plan does without may come back in a later one: its next start is a new attempt, with a key of its own.
  for (const [id, state] of release.steps) {
    if (before.get(id)?.gate === null && !event.plan.steps.some((step) => step.id === id))
      steps.set(id, { status: 'waiting', attempt: state.attempt + 1, wasStarted: wasTouched(state) });
  }
  return { ...release, plan: event.plan, digest: event.digest, steps, drift: null };
}

function isSameStep(a: Step | undefined, b: Step): boolean {
  return a !== undefined && isSameJson(a, b);
}
