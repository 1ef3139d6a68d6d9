import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Name } from '../ids.ts';

const mode = z
  .enum(['act', 'announce'])
  .default('act')
  .describe('Whether the trigger acts, or only tells what it would have done.');

const limit = z
  .string()
  .min(1)
  .describe('What the metric must not do, without its name: > 5%, > 2x, > 50% degradation, worse.');

/** What every trigger by a metric says besides the metric. */
const measured = {
  limit,
  monitor: Name.optional().describe(
    'The monitor that is asked; that of the service’s analysis, or the only one, when left out.',
  ),
  services: z.array(Name).min(1).optional().describe('Services it holds for; all when left out.'),
  interval: Duration.default(15_000).describe('Time between two points of a series.'),
  action: z
    .enum(['roll-back', 'hold'])
    .default('roll-back')
    .describe('Whether it takes the release back, or holds it until people decide.'),
  mode,
} as const;

/** One reason to take a release back. Those by a metric watch every service from its first verified stage on. */
export const RollbackTrigger = z.discriminatedUnion('when', [
  z.strictObject({
    when: z.literal('health').describe('Failed health checks in a row.'),
    failures: z.number().int().min(1).max(100).optional().describe('How many; healthFailures when left out.'),
    mode,
  }),
  z.strictObject({ when: z.literal('error-rate').describe('The share of answers that are errors.'), ...measured }),
  z.strictObject({
    when: z.literal('latency').describe('Answer times.'),
    metric: z.enum(['latency-p95', 'latency-p99']).default('latency-p95').describe('Which answer times.'),
    ...measured,
  }),
  z.strictObject({
    when: z.literal('metric').describe('Any metric of the monitor, also a query of your own.'),
    metric: Name.describe('Name of the metric.'),
    ...measured,
  }),
  z.strictObject({
    when: z.literal('manual').describe('A person.'),
    roles: z.array(Name).min(1).describe('Roles that may roll back without a second approval, besides rollback.roles.'),
  }),
]);
export type RollbackTrigger = z.infer<typeof RollbackTrigger>;

/** A trigger by a metric. */
export type MeasuredTrigger = Extract<RollbackTrigger, { limit: string }>;

/** The metric a trigger watches. */
export function metricOf(trigger: MeasuredTrigger): string {
  return trigger.when === 'error-rate' ? trigger.when : trigger.metric;
}

/** The limit of a trigger as analyses write it: `error-rate > 5%`. */
export function limitOf(trigger: MeasuredTrigger): string {
  return `${metricOf(trigger)} ${trigger.limit.trim()}`;
}

/** Whether a trigger asks a monitor. */
export function isMeasured(trigger: RollbackTrigger): trigger is MeasuredTrigger {
  return 'limit' in trigger;
}
