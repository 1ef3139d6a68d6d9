import { z } from 'zod';
import { announcement } from '#operations/steps/announcement.ts';
import { HealthTarget } from '#operations/steps/health-target.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';

const Params = z.object({
  health: HealthTarget,
  healthFailures: z.number().int().min(1),
  /** Whether that many are only told; they fail the step when left out. */
  healthMode: z.literal('announce').optional(),
});
type Params = z.infer<typeof Params>;

const Handle = z.object({ bad: z.number(), isAnnounced: z.literal(true).exactOptional() });
type Handle = z.infer<typeof Handle>;

/**
 * Goes on asking a verified service whether it is well while its environment is rolled out, also while the release waits for people or is
 * held. Never succeeds by itself: the engine stops asking when the environment is done.
 */
export const watchService = defineStep({
  kind: 'watch-service',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: async (_ports, params) => ({
    kind: 'pending',
    handle: { bad: 0 },
    lookAgainIn: params.health.interval,
  }),
  handle: Handle,
  poll: look,
});

async function look(
  { health }: StepPorts,
  { health: target, healthFailures, healthMode }: Params,
  seen: Handle,
  context: StepContext,
): Promise<StepOutcome> {
  const answer = await health.check(target);
  const lookAgainIn = target.interval;
  if (answer.ok) return { kind: 'pending', handle: { ...seen, bad: 0 }, lookAgainIn };
  // More than the limit is not counted: what is only told would fill the log.
  const bad = Math.min(healthFailures, seen.bad + 1);
  const note = `Health check failed ${bad} of ${healthFailures} times: ${answer.why}`;
  if (bad < healthFailures) return { kind: 'pending', handle: { ...seen, bad }, lookAgainIn, note };
  const message = `The health check failed ${bad} times in a row: ${answer.why}`;
  if (healthMode === undefined) return { kind: 'failed', code: 'UNHEALTHY', message };
  const told = seen.isAnnounced === true ? {} : { events: [announcement('health', message, context)] };
  return { kind: 'pending', handle: { bad, isAnnounced: true }, lookAgainIn, note, ...told };
}
