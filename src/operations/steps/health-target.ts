import { z } from 'zod';

/** A health check inside a plan: placeholders filled, durations in milliseconds. */
export const HealthTarget = z.object({
  url: z.string(),
  status: z.number(),
  count: z.number().int().min(1),
  interval: z.number(),
  timeout: z.number(),
});
export type HealthTarget = z.infer<typeof HealthTarget>;
