import { z } from 'zod';
import { Millis, Name } from '../ids.ts';
import { ReleasePart } from './release-part.ts';

/** What a person asked for this one release instead of what its environments are configured with. Absent is as configured. */
export const RolloutSettings = z.strictObject({
  /** Milliseconds between one service and the next. */
  waitBetween: Millis.exactOptional(),
  /** Shares of the traffic, in percent. */
  shares: z.array(z.number().int().min(1).max(100)).min(1).exactOptional(),
  /** Instances that are replaced at a time. */
  batchSize: z.number().int().min(1).max(1_000).exactOptional(),
  /** Milliseconds each share is looked at. */
  bake: Millis.exactOptional(),
  promotion: z.enum(['automatic', 'button']).exactOptional(),
  /** The metrics that judge it; others that are configured do not count this time. */
  metrics: z.array(Name).min(1).exactOptional(),
  /** Refuses a service without a health check. */
  healthCheckRequired: z.literal(true).exactOptional(),
  /** What it is made of; everything when left out. */
  parts: z.array(ReleasePart).min(1).exactOptional(),
  /** Whether somebody has to say yes even where no environment asks for it. False lowers nothing. */
  approvalRequired: z.boolean().exactOptional(),
  /** Whether a failure takes it back by itself. */
  rollback: z.enum(['automated', 'manual']).exactOptional(),
});
export type RolloutSettings = z.infer<typeof RolloutSettings>;
