import { z } from 'zod';
import { type DemandFault, demandFault } from '#domain/validation/demanded-validation.ts';
import { defineStep } from '#operations/steps/step-definition.ts';
import { faultOfDemand } from '#operations/validation/check-words.ts';
import { validationsOf } from '#operations/validation/validations-of.ts';

const Params = z.object({
  /** Names of checks that must have passed; empty where the verdict counts. */
  checks: z.array(z.string()),
  /** Greatest age, in milliseconds. */
  within: z.number().int().nonnegative(),
  /** What to type for a validation that would do. */
  line: z.string(),
});

/**
 * Finds a validation of the release's version and commit that is what its environment demands, and fails when there is none. It changes
 * nothing, so trying it again looks again: a validation made meanwhile counts.
 */
export const checkValidation = defineStep({
  kind: 'check-validation',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: async (ports, { checks, within, line }, { release, step }) => {
    const { plan } = await ports.releases.get(release);
    const now = ports.clock.now();
    let newest: DemandFault | null = null;
    for await (const validation of validationsOf(ports, plan)) {
      const fault = demandFault(validation, { checks, within }, now);
      if (fault === null) return { kind: 'succeeded', result: { validation: validation.id } };
      newest ??= fault;
    }
    const why = faultOfDemand(newest);
    const place = step.environment ?? 'the environment';
    return {
      kind: 'failed',
      code: 'NOT_VALIDATED',
      message: `${why}, so ${place} is not entered. Type ${line}, and try this again when it is ready; or somebody who may accepts it as it is.`,
    };
  },
});
