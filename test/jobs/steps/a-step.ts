import type { Json } from '#domain/ids.ts';
import { StepId } from '#domain/ids.ts';
import type { Step } from '#domain/plan/step.ts';
import type { StepContext, StepDefinition, StepOutcome, StepPorts } from '#operations/steps/step-definition.ts';
import { rel } from '../../operations/a-workshop.ts';
import { planned } from '../../support/planned.ts';

/** Noon of the day every step is looked at, unless a test moves the clock. */
export const noon = Date.UTC(2026, 10, 21, 12);

/** One step under test: each look may be taken by itself. What a test does not plan of the world throws. */
export function aStep(
  definition: StepDefinition,
  params: Readonly<Record<string, Json>>,
  ports: Partial<StepPorts>,
  more: Partial<StepContext> & { readonly service?: string; readonly environment?: string } = {},
) {
  const step: Step = {
    id: StepId.parse('production/step/api'),
    kind: definition.kind,
    title: 'The step under test',
    environment: more.environment ?? 'production',
    service: more.service ?? 'api',
    needs: [],
    params: {},
    effect: 'none',
    background: false,
    gate: null,
    undoes: null,
    irreversible: null,
  };
  const context: StepContext = {
    release: rel(1),
    step,
    attempt: 1,
    key: `${rel(1)}/${step.id}/1`,
    signal: new AbortController().signal,
    startedAt: noon,
    startedOn: async () => ['machine'],
    ...more,
  };
  const clock = { now: () => noon, sleep: async () => undefined };
  const world = planned<StepPorts>('world', { clock, ...ports });
  return {
    run: (): Promise<StepOutcome> => definition.run(world, params, context),
    probe: () => definition.probe(world, params, context),
    poll: (handle: Json): Promise<StepOutcome> => definition.poll(world, params, handle, context),
  };
}
