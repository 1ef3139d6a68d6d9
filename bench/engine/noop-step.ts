import type { StepDefinition } from '#operations/steps/step-definition.ts';

/** A step that does nothing: what remains of a release of such steps is the engine itself. Known to the benchmarks alone. */
export const noopStep: StepDefinition = {
  kind: 'noop',
  probe: async () => ({ kind: 'not-done' }),
  run: async () => ({ kind: 'succeeded', result: null }),
  poll: async () => ({ kind: 'succeeded', result: null }),
};
