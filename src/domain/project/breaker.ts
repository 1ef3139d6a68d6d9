import { z } from 'zod';
import { Duration } from '../duration.ts';

/**
 * The circuit breaker. Within a rollout it holds the release instead of taking it back when several services have failed; across releases it
 * refuses the next release of services that were taken back too often.
 */
export const Breaker = z.strictObject({
  failures: z
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('Failed services of one release from which on it is held rather than taken back; never when left out.'),
  rollbacks: z
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('Rollbacks of a service from which on it is not released any more; never when left out.'),
  within: Duration.default(604_800_000).describe('Time in which these rollbacks are counted, such as 7d.'),
  mode: z
    .enum(['act', 'announce'])
    .default('act')
    .describe('Whether the breaker acts, or only tells what it would have done.'),
});
export type Breaker = z.infer<typeof Breaker>;
