import { z } from 'zod';
import { Stage } from '#domain/plan/stage.ts';
import { defineStep, type StepContext, type StepOutcome, type StepPorts } from '#operations/steps/step-definition.ts';

const Params = z.object({
  /** Milliseconds the stage is looked at before it goes further. */
  bake: z.number().int().nonnegative(),
  version: z.string().nullable(),
  previous: z.string().nullable(),
  stage: Stage,
});
type Params = z.infer<typeof Params>;

const Handle = z.object({});

const lookAgainIn = 5_000;

/** Lets a stage of a rollout bake: passes when its time is up. The watches beside it fail the release when the service is not well. */
export const analyse = defineStep({
  kind: 'analyse',
  params: Params,
  probe: async () => ({ kind: 'not-done' }),
  run: async (ports, params, context) => look(ports, params, context),
  handle: Handle,
  poll: async (ports, params, _handle, context) => look(ports, params, context),
});

function look({ clock }: StepPorts, { bake }: Params, { startedAt }: StepContext): StepOutcome {
  const left = startedAt + bake - clock.now();
  if (left <= 0) return { kind: 'succeeded', result: null };
  return { kind: 'pending', handle: {}, lookAgainIn: Math.min(left, lookAgainIn) };
}
