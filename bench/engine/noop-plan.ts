import { digestOf } from '#domain/digest.ts';
import { type Digest, Sha, StepId } from '#domain/ids.ts';
import { Plan } from '#domain/plan/plan.ts';
import type { Step } from '#domain/plan/step.ts';

/** A plan of `count` steps that do nothing, each of which waits for the one before. */
export function noopPlan(count: number): { readonly plan: Plan; readonly digest: Digest } {
  const idOf = (index: number) => StepId.parse(`prepare/noop-${index}`);
  const steps = Array.from(
    { length: count },
    (_, index): Step => noopStepOf(idOf(index), index === 0 ? [] : [idOf(index - 1)]),
  );
  const plan = Plan.parse({
    intent: 'release',
    revision: 1,
    project: 'bench',
    version: '1.0.0',
    previous: null,
    tag: 'v1.0.0',
    branch: 'main',
    source: Sha.parse('1'.repeat(40)),
    since: null,
    leftOut: null,
    services: ['api'],
    environments: ['production'],
    baseline: [],
    commits: [],
    commitCount: 0,
    authors: [],
    changelog: '',
    notes: '',
    overrides: [],
    configDigest: digestOf({}),
    rollback: { automatic: false, countdown: 0, roles: [] },
    managers: [],
    steps,
    rollbackSteps: [],
  });
  return { plan, digest: digestOf(plan) };
}

function noopStepOf(id: StepId, needs: StepId[]): Step {
  return {
    id,
    kind: 'noop',
    title: 'Do nothing',
    environment: null,
    service: null,
    needs,
    params: {},
    effect: 'none',
    background: false,
    gate: null,
    undoes: null,
    irreversible: null,
  };
}
