import { z } from 'zod';
import type { Json } from '#domain/ids.ts';
import { StepId } from '#domain/ids.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { wasTouched } from '#domain/release/step-state.ts';
import type { StepContext, StepDefinition, StepOutcome, StepPorts } from './step-definition.ts';

const Until = z.object({ until: StepId.optional() });

/**
 * A watch that is over once the step under its parameter `until` was ever started: a service that goes back as planned is not to be found
 * unwell on the way. What it saw is looked at after that step's start is in the log, so no failure slips through. Without the parameter the
 * watch is as it was.
 */
export function untilReturn(watch: StepDefinition): StepDefinition {
  const unlessOver = async (
    ports: StepPorts,
    params: Readonly<Record<string, Json>>,
    context: StepContext,
    outcome: StepOutcome,
  ): Promise<StepOutcome> => {
    const { until } = Until.parse(params);
    if (until === undefined) return outcome;
    const release = await ports.releases.get(context.release);
    return wasTouched(stateOf(release, until)) ? { kind: 'succeeded', result: null } : outcome;
  };
  return {
    ...watch,
    run: async (ports, params, context) => unlessOver(ports, params, context, await watch.run(ports, params, context)),
    poll: async (ports, params, handle, context) =>
      unlessOver(ports, params, context, await watch.poll(ports, params, handle, context)),
  };
}
