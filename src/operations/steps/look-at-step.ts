import type { Step } from '#domain/plan/step.ts';
import { isTakenBack } from '#domain/release/ending-due.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { ReleaseError } from '#errors.ts';
import type { StepContext, StepDefinition, StepOutcome, StepPorts } from './step-definition.ts';

export type LookOutcome =
  | StepOutcome
  | { readonly kind: 'transient'; readonly code: string; readonly message: string; readonly retryAt: number | null };

/** Starts, probes or polls, whatever the step's state asks for. Never throws: a fault is an outcome, a bug a failed step and a report. */
export async function lookAtStep(
  ports: {
    readonly world: StepPorts;
    readonly steps: ReadonlyMap<string, StepDefinition>;
    readonly reportBug: (error: unknown, what: string) => void;
  },
  release: Release,
  step: Step,
  context: StepContext,
): Promise<LookOutcome> {
  const definition = ports.steps.get(step.kind);
  if (definition === undefined) {
    return {
      kind: 'failed',
      code: 'STEP_KIND_UNKNOWN',
      message: `No worker knows steps of kind ${step.kind}. Update every worker to the same version.`,
    };
  }
  try {
    return await look(ports.world, definition, release, step, context);
  } catch (error) {
    if (error instanceof ReleaseError) {
      if (error.fault === 'transient')
        return { kind: 'transient', code: error.code, message: error.message, retryAt: error.retryAt ?? null };
      return { kind: 'failed', code: error.code, message: error.message };
    }
    ports.reportBug(error, `step ${step.id} of ${release.id}`);
    return {
      kind: 'failed',
      code: 'INTERNAL',
      message: 'Fairlead made a mistake here; its own log has the details. Retry the step or roll back.',
    };
  }
}

async function look(
  world: StepPorts,
  definition: StepDefinition,
  release: Release,
  step: Step,
  context: StepContext,
): Promise<StepOutcome> {
  const state = stateOf(release, step.id);
  if (state.status === 'pending') return definition.poll(world, step.params, state.handle, context);
  if (state.status !== 'running') return { kind: 'failed', code: 'INTERNAL', message: 'The step was not started.' };
  if (state.handle !== null) return definition.poll(world, step.params, state.handle, context);
  if (state.isResumed) {
    const probed = await definition.probe(world, step.params, context);
    if (probed.kind !== 'not-done') return probed;
    // A rollback has begun: what was not done yet is not done any more.
    if (isTakenBack(release, step)) {
      return { kind: 'failed', code: 'ABANDONED', message: 'Not started: the release is being rolled back.' };
    }
  }
  return definition.run(world, step.params, context);
}
