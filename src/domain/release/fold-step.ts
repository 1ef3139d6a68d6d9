import type { Millis } from '../ids.ts';
import type { ReleaseEvent } from './event.ts';
import { isInFlight, type StepState, wasTouched } from './step-state.ts';

/**
 * Applies one event to one step. A result counts only for the attempt in flight: what an older attempt reports after a person asked for
 * another one is ignored.
 */
export function foldStep(step: StepState, event: ReleaseEvent, at: Millis): StepState {
  switch (event.type) {
    case 'gate.opened':
      return step.status === 'waiting' ? { status: 'open', attempt: step.attempt, openedAt: at } : step;
    case 'gate.passed':
      return step.status === 'open'
        ? {
            status: 'succeeded',
            attempt: step.attempt,
            startedAt: step.openedAt,
            finishedAt: at,
            result: null,
            acceptedBy: null,
          }
        : step;
    case 'step.started':
      return started(step, event, at);
    case 'step.accepted':
      return isAsked(step, event.attempt)
        ? {
            status: 'succeeded',
            attempt: step.attempt,
            startedAt: step.startedAt,
            finishedAt: at,
            result: null,
            acceptedBy: event.by,
          }
        : step;
    case 'step.repeated':
      return isAsked(step, event.attempt) ? { status: 'waiting', attempt: step.attempt + 1, wasStarted: true } : step;
    default:
      return 'attempt' in event && isInFlight(step) && step.attempt === event.attempt
        ? inFlight(step, event, at)
        : step;
  }
}

/** Whether people were asked about this very attempt. */
function isAsked(step: StepState, attempt: number): step is Extract<StepState, { status: 'failed' | 'unknown' }> {
  return (step.status === 'failed' || step.status === 'unknown') && step.attempt === attempt;
}

function started(step: StepState, event: { attempt: number; worker: string }, at: Millis): StepState {
  if (step.attempt !== event.attempt) return step;
  const base = { status: 'running', attempt: event.attempt, worker: event.worker } as const;
  if (step.status === 'waiting') return { ...base, startedAt: at, tries: 0, isResumed: wasTouched(step), handle: null };
  if (step.status === 'retrying')
    return { ...base, ...beginning(step), tries: step.tries, isResumed: true, handle: step.handle };
  return step;
}

function inFlight(step: StepState, event: ReleaseEvent, at: Millis): StepState {
  if (!('startedAt' in step)) return step;
  const base = { attempt: step.attempt, ...beginning(step) };
  const handle = 'handle' in step ? step.handle : null;
  switch (event.type) {
    case 'step.resumed':
      return step.status === 'running' ? { ...step, worker: event.worker, isResumed: true } : step;
    case 'step.pending':
      return { ...base, status: 'pending', handle: event.handle, lookAgainAt: event.lookAgainAt, note: event.note };
    case 'step.retrying':
      return { ...base, status: 'retrying', at: event.at, tries: event.tries, problem: event.problem, handle };
    case 'step.succeeded':
      return { ...base, status: 'succeeded', result: event.result, finishedAt: at, acceptedBy: null };
    case 'step.failed':
      return { ...base, status: 'failed', problem: event.problem, finishedAt: at };
    case 'step.unknown':
      return { ...base, status: 'unknown', why: event.why, at };
    case 'step.promoted':
      return {
        ...base,
        status: 'succeeded',
        result: null,
        finishedAt: at,
        acceptedBy: null,
        promotedBy: event.by,
      };
    case 'step.extended':
      return isInFlight(step) ? { ...step, extendedBy: (step.extendedBy ?? 0) + event.millis } : step;
    default:
      return step;
  }
}

/** When the attempt began, and for how much longer it was told to look. */
function beginning(step: { readonly startedAt: Millis; readonly extendedBy?: Millis }) {
  const { startedAt, extendedBy } = step;
  return extendedBy === undefined ? { startedAt } : { startedAt, extendedBy };
}
