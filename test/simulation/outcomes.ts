import type { Step } from '#domain/plan/step.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { onFailure } from '#domain/release/on-failure.ts';
import type { Subject, World } from './world.ts';

/** One look at one attempt of a step. */
export type Look = { readonly step: Step; readonly attempt: number };
/** A look by a worker that has just taken the step up; resumed when another may have acted before. */
export type Start = Look & { readonly isResumed: boolean };
export type Events = readonly ReleaseEvent[];

/** What every event of a look says. */
export function ofLook({ step, attempt }: Look) {
  return { v: 1, step: step.id, attempt } as const;
}

export function succeeded(look: Look): Events {
  return [{ ...ofLook(look), type: 'step.succeeded', result: null }];
}

/** A failure, with what the rules of the release add to it. */
export function failed(world: World, { release }: Subject, look: Look, code: string): Events {
  const message = 'It failed.';
  return [
    { ...ofLook(look), type: 'step.failed', problem: { code, message } },
    ...onFailure(release, { ...look, message }, world.now),
  ];
}

export function unknown(look: Look, why: string): Events {
  return [{ ...ofLook(look), type: 'step.unknown', why }];
}

export function pending(world: World, look: Look, handle: { [key: string]: number | boolean }, millis: number): Events {
  return [{ ...ofLook(look), type: 'step.pending', handle, lookAgainAt: world.now + millis, note: null }];
}
