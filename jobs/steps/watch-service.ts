import { z } from 'zod';
import { HealthTarget } from '#operations/steps/health-target.ts';
import { defineStep, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';

const Params = z.object({ health: HealthTarget, healthFailures: z.number().int().min(1) });
type Params = z.infer<typeof Params>;

const Handle = z.object({ bad: z.number() });

/**
 * Goes on asking a verified service whether it is well while its environment is rolled out, also while the release waits for people or is
 * held. Never succeeds by itself: the engine stops asking when the environment is done.
 */
export const watchService = defineStep({
  kind: 'watch-service',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: async (_ports, params) => ({ kind: 'pending', handle: { bad: 0 }, lookAgainIn: params.health.interval }),
  handle: Handle,
  poll: look,
});

async function look({ health }: StepPorts, params: Params, seen: { bad: number }): Promise<StepOutcome> {
  const answer = await health.check(params.health);
  if (answer.ok) return { kind: 'pending', handle: { bad: 0 }, lookAgainIn: params.health.interval };
  const bad = seen.bad + 1;
  if (bad >= params.healthFailures)
    return {
      kind: 'failed',
      code: 'UNHEALTHY',
      message: `The health check failed ${bad} times in a row: ${answer.why}`,
    };
  return {
    kind: 'pending',
    handle: { bad },
    lookAgainIn: params.health.interval,
    note: `Health check failed ${bad} of ${params.healthFailures} times: ${answer.why}`,
  };
}
