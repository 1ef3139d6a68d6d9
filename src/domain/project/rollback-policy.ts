import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Name } from '../ids.ts';
import { Breaker } from './breaker.ts';
import { RollbackTrigger } from './rollback-trigger.ts';

/** When a release is taken back, after how long a countdown, by whom without a second approval, and when nothing more goes on by itself. */
export const RollbackPolicy = z.strictObject({
  automatic: z.boolean().default(true).describe('Roll back by itself when a step of a rollout fails.'),
  mode: z
    .enum(['act', 'announce'])
    .default('act')
    .describe('Whether the automatic rollback is carried out, or only told while people are asked.'),
  countdown: Duration.default(30_000).describe('Time people have to stop an automatic rollback.'),
  healthFailures: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(3)
    .describe('Failed health checks in a row that count as a failure; a trigger on health says it, too.'),
  roles: z.array(Name).default([]).describe('Roles that may roll back without a second approval.'),
  triggers: z
    .array(RollbackTrigger)
    .max(20)
    .default([])
    .describe('What takes a release back or halts it, for every service; analyses of services count besides.'),
  breaker: Breaker.optional().describe('When nothing more goes on by itself: the circuit breaker.'),
});
export type RollbackPolicy = z.infer<typeof RollbackPolicy>;
