import { z } from 'zod';
import { Duration } from '../duration.ts';

/** An HTTP check: `count` answers in a row must be well, `interval` apart. `{environment}` and `{service}` are filled in. */
export const HealthCheck = z.strictObject({
  url: z.string().min(1).describe('Address that answers with `status` when the service is well.'),
  nextUrl: z
    .string()
    .min(1)
    .optional()
    .describe('Address that asks only the version on its way: a canary, or the idle side of a blue-green pair.'),
  status: z.number().int().min(100).max(599).default(200).describe('Status code of a good answer.'),
  count: z.number().int().min(1).max(100).default(3).describe('Good answers in a row that count as well.'),
  interval: Duration.default(5_000).describe('Time between two checks.'),
  timeout: Duration.default(5_000).describe('Time one answer may take.'),
});
export type HealthCheck = z.infer<typeof HealthCheck>;
