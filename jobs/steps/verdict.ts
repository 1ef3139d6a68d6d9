import { z } from 'zod';
import { verdictOf } from '#domain/validation/verdict.ts';
import { defineStep } from '#operations/steps/step-definition.ts';

/**
 * Says whether a version is ready, by the checks of its validation as they stand in the log. Not being ready is an answer and no failure:
 * the validation has done what it was asked for.
 */
export const verdict = defineStep({
  kind: 'verdict',
  params: z.object({ allowed: z.number().int().nonnegative() }),
  probe: async () => ({ kind: 'not-done' }),
  run: async ({ releases }, _params, { release }) => {
    const { isReady, of, passed, blockers, warnings } = verdictOf(await releases.get(release));
    return { kind: 'succeeded', result: { isReady, of, passed, blockers, warnings } };
  },
});
