import type { Millis } from '../ids.ts';
import type { Step } from '../plan/step.ts';

/** How long a stage of a rollout is to be looked at, by its plan; 0 for any step that is not an analysis. */
export function bakeOf(step: Step | null): Millis {
  const bake = step?.kind === 'analyse' ? step.params.bake : 0;
  return typeof bake === 'number' && bake > 0 ? bake : 0;
}
