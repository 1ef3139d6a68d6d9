import type { Step } from '#domain/plan/step.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { onFailure } from '#domain/release/on-failure.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { isInFlight, type Problem } from '#domain/release/step-state.ts';
import { isSameJson } from '#domain/same-json.ts';
import type { LookOutcome } from './look-at-step.ts';

const maxTries = 11;

/** The events one look at a step leaves in the log; none when it learnt nothing new. */
export function outcomeEvents(
  release: Release,
  step: Step,
  attempt: number,
  outcome: LookOutcome,
  now: number,
): readonly ReleaseEvent[] {
  const state = stateOf(release, step.id);
  if (!isInFlight(state) || state.attempt !== attempt) return [];
  const of = { v: 1, step: step.id, attempt } as const;
  const extra = 'events' in outcome ? (outcome.events ?? []) : [];
  const failure = (problem: Problem): readonly ReleaseEvent[] => [
    { ...of, type: 'step.failed', problem },
    ...onFailure(release, { step, attempt, message: problem.message }, now),
  ];
  switch (outcome.kind) {
    case 'succeeded':
      return [...extra, { ...of, type: 'step.succeeded', result: outcome.result }];
    case 'failed':
      return [...extra, ...failure({ code: outcome.code, message: outcome.message.slice(0, 2_000) })];
    case 'unknown':
      return [...extra, { ...of, type: 'step.unknown', why: outcome.why }];
    case 'pending': {
      const isNews = state.status !== 'pending' || extra.length > 0 || !isSameJson(state.handle, outcome.handle);
      const event: ReleaseEvent = {
        ...of,
        type: 'step.pending',
        handle: outcome.handle,
        lookAgainAt: now + outcome.lookAgainIn,
        note: outcome.note ?? null,
      };
      return isNews ? [...extra, event] : [];
    }
    case 'transient': {
      const tries = ('tries' in state ? state.tries : 0) + 1;
      const problem = { code: outcome.code, message: outcome.message.slice(0, 2_000) };
      if (tries >= maxTries) return failure(problem);
      return [
        { ...of, type: 'step.retrying', tries, at: Math.max(outcome.retryAt ?? 0, now + backoff(tries)), problem },
      ];
    }
  }
}

/** 0.5 s, doubling up to 30 s: quick after a network blip, and about two and a half minutes for a platform that restarts. */
function backoff(tries: number): number {
  return Math.min(30_000, 500 * 2 ** (tries - 1));
}
