import type { StepId } from '../ids.ts';
import type { Step } from './step.ts';

/** The steps nothing waits for yet: what comes next waits for all of them. Watches are nobody's predecessor. */
export function lastOf(steps: readonly Step[]): readonly StepId[] {
  const needed = new Set(steps.filter((step) => !step.background).flatMap((step) => step.needs));
  return steps.filter((step) => !step.background && !needed.has(step.id)).map((step) => step.id);
}
