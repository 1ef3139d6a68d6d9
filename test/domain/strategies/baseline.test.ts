import { describe, expect, it } from 'vitest';
import { compilePlan, type PlanOutcome } from '#domain/plan/compile-plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import { aProject, someFacts } from '../../support/a-release.ts';

const canary = { strategy: 'canary', canary: { steps: [10, 50, 60], baseline: true } };

function compiled(more: Partial<PlanFacts>): PlanOutcome {
  const project = aProject({ environments: [{ name: 'staging' }, { name: 'production', ...canary }] });
  return compilePlan(someFacts({ project, stagesOf: () => ['share'], ...more }));
}

describe('a canary with a baseline', () => {
  it('runs a fresh deployment of the old version beside each share that leaves it room', () => {
    const outcome = compiled({ hasBaseline: () => true });
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
    const stages = outcome.plan.steps
      .filter(
        ({ kind, environment, service }) => kind === 'deploy' && environment === 'production' && service === 'api',
      )
      .map(({ params }) => params.stage ?? null);
    expect(stages).toEqual([
      { kind: 'share', percent: 10, baseline: '1.4.2-baseline' },
      { kind: 'share', percent: 50, baseline: '1.4.2-baseline' },
      { kind: 'share', percent: 60 },
      null,
    ]);
    const back = outcome.plan.rollbackSteps.find(({ id }) => id === 'rollback/production/deploy/api/10');
    expect(back?.params).not.toHaveProperty('stage');
  });

  it('is refused where the deployer cannot run one', () => {
    expect(compiled({})).toEqual({
      kind: 'refused',
      refusal: { code: 'baseline_unsupported', environment: 'production', service: 'api' },
    });
  });
});
