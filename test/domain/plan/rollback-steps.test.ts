import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { rollbackSteps } from '#domain/plan/rollback-steps.ts';
import type { Step } from '#domain/plan/step.ts';
import { someFacts } from '../../support/a-release.ts';

function stepsOf(more: Parameters<typeof someFacts>[0] = {}): { forward: readonly Step[]; back: readonly Step[] } {
  const outcome = compilePlan(someFacts(more));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return { forward: outcome.plan.steps, back: outcome.plan.rollbackSteps };
}

describe('rollbackSteps', () => {
  it('undoes every deployment in the opposite order, each verified before the next', () => {
    expect(stepsOf().back.map((step) => step.id)).toEqual([
      'rollback/production/deploy/worker',
      'rollback/production/verify/worker',
      'rollback/production/deploy/web',
      'rollback/production/verify/web',
      'rollback/production/deploy/api',
      'rollback/production/verify/api',
      'rollback/staging/deploy/worker',
      'rollback/staging/verify/worker',
      'rollback/staging/deploy/web',
      'rollback/staging/verify/web',
      'rollback/staging/deploy/api',
      'rollback/staging/verify/api',
    ]);
  });

  it('makes each step wait for the one before', () => {
    const { back } = stepsOf();
    expect(back.map((step) => step.needs)).toEqual(
      back.map((_, index) =>
        back
          .slice(0, index)
          .slice(-1)
          .map((one) => one.id),
      ),
    );
  });

  it('leads back to what ran and says so', () => {
    const undo = stepsOf().back.find((step) => step.id === 'rollback/production/deploy/api');
    expect(undo).toMatchObject({
      title: 'Return api to 1.4.2 in production',
      params: { version: '1.4.2', previous: '1.5.0', intent: 'rollback' },
      undoes: 'production/deploy/api',
      effect: 'target',
    });
  });

  it('takes a first deployment away and asks for no health of what is gone', () => {
    const baseline = [{ environment: 'production', service: 'api', version: null }];
    const { back } = stepsOf({ services: ['api'], baseline });
    expect(back.find((step) => step.id === 'rollback/production/deploy/api')).toMatchObject({
      title: 'Remove api from production',
      params: { version: null },
    });
    expect(back.find((step) => step.id === 'rollback/production/verify/api')?.params).toMatchObject({
      version: null,
      health: null,
    });
  });

  it('gives each step an id of its own when a service is moved in several goes', () => {
    const { forward } = stepsOf({ services: ['api'] });
    const again = forward
      .filter((step) => step.environment === 'production' && ['deploy', 'verify-service'].includes(step.kind))
      .map((step) => ({
        ...step,
        id: StepId.parse(`${step.id}-2`),
        needs: step.kind === 'deploy' ? step.needs : [StepId.parse('production/deploy/api-2')],
      }));
    const ids = rollbackSteps([...forward, ...again]).map((step) => step.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
