import { z } from 'zod';

/** How a check ended. `not_known`: there was nothing to judge by, which counts as a failure until somebody knows. */
export const CheckOutcome = z.enum(['passed', 'failed', 'not_known']);
export type CheckOutcome = z.infer<typeof CheckOutcome>;

/** What one check of a validation came to. A check that fails has a result as well: the others run all the same. */
export const CheckResult = z.strictObject({
  outcome: CheckOutcome,
  /** One sentence. */
  why: z.string().max(1_000),
  /** What was looked at, a line for each. */
  lines: z.array(z.string().max(500)).max(50),
  /** The redacted end of what a command printed; empty where none ran. */
  output: z.string().max(2_000),
});
export type CheckResult = z.infer<typeof CheckResult>;
