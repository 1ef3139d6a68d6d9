import { digestOf } from '../digest.ts';
import type { Digest } from '../ids.ts';
import { stageOf } from '../plan/stage.ts';
import type { Step } from '../plan/step.ts';
import { isReturn } from './is-return.ts';

/**
 * The way of a plan into one environment, summed up: which service leaves which version by which stages, and which migrations run, in order.
 * Two plans with the same route have the same way back. Taking an idle side away at the end is no part of it.
 */
export function routeOf(steps: readonly Step[], environment: string): Digest {
  return digestOf(stepsThere(steps, environment).map(({ id, kind, params }) => [id, kind, params.previous ?? null]));
}

/** The steps that change the environment on the way there. */
export function stepsThere(steps: readonly Step[], environment: string): readonly Step[] {
  return steps.filter(
    (step) =>
      step.environment === environment &&
      step.effect === 'target' &&
      !isReturn(step) &&
      !(step.kind === 'deploy' && stageOf(step.params).kind === 'retire'),
  );
}
