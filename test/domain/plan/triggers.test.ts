import { describe, expect, it } from 'vitest';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { Plan } from '#domain/plan/plan.ts';
import { aProject, someFacts } from '../../support/a-release.ts';

const monitors = { metrics: { kind: 'prometheus', url: 'http://prometheus.example' } };

/** The plan of a release, or of a rollback, under this rollback policy. */
function planWith(rollback: object, intent: Plan['intent'] = 'release'): Plan {
  const outcome = compilePlan(someFacts({ project: aProject({ monitors, rollback }), intent }));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.plan;
}

const stepsOf = (plan: Plan, kind: string) =>
  plan.steps.filter((step) => step.kind === kind && step.environment === 'production' && step.service === 'api');

describe('triggers of a rollback', () => {
  it('by a metric watch every service they hold for, each by itself', () => {
    const triggers = [
      { when: 'error-rate', limit: '> 5%' },
      { when: 'error-rate', limit: '> 2%', mode: 'announce' },
      { when: 'latency', limit: '> 2x', action: 'hold' },
      { when: 'metric', metric: 'saturation', limit: '> 90%', services: ['web'] },
    ];
    const watches = stepsOf(planWith({ triggers }), 'watch-metrics');
    expect(watches.map(({ id, title, params, background }) => [id, title, params.action ?? null, background])).toEqual([
      ['production/trigger/api/error-rate', 'Watch api in production for error-rate > 5%', null, true],
      ['production/trigger/api/error-rate-2', 'Watch api in production for error-rate > 2%', null, true],
      ['production/trigger/api/latency-p95', 'Watch api in production for latency-p95 > 2x', 'hold', true],
    ]);
    expect(watches[1]?.params.analysis).toMatchObject({
      limits: ['error-rate > 2%'],
      mode: 'announce',
      interval: 15_000,
    });
  });

  it('watch nothing while something is taken back', () => {
    const triggers = [
      { when: 'error-rate', limit: '> 5%' },
      { when: 'health', mode: 'announce' },
    ];
    const plan = planWith({ triggers }, 'rollback');
    expect(stepsOf(plan, 'watch-metrics')).toEqual([]);
    expect(stepsOf(plan, 'verify-service')[0]?.params).not.toHaveProperty('healthMode');
  });

  it('on health say how many failed checks count, and whether that is only told', () => {
    const plan = planWith({ triggers: [{ when: 'health', failures: 5, mode: 'announce' }] });
    const told = { healthFailures: 5, healthMode: 'announce' };
    expect(stepsOf(plan, 'verify-service')[0]?.params).toMatchObject(told);
    expect(stepsOf(plan, 'watch-service')[0]?.params).toMatchObject(told);
    // What is taken back is held to its health whatever the trigger says.
    const back = plan.rollbackSteps.find(({ id }) => id === 'rollback/production/verify/api');
    expect(back?.params).toMatchObject({ healthFailures: 5 });
    expect(back?.params).not.toHaveProperty('healthMode');
  });

  it('by hand add the roles that may roll back', () => {
    const triggers = [{ when: 'manual', roles: ['support'] }];
    expect(planWith({ roles: ['on-call'], triggers }).rollback.roles).toEqual(['on-call', 'support']);
  });
});

describe('the policy of a plan', () => {
  it('keeps an automatic rollback that is only told from beginning', () => {
    expect(planWith({ mode: 'announce' }).rollback).toMatchObject({ automatic: false, mode: 'announce' });
    expect(planWith({ automatic: false, mode: 'announce' }).rollback).not.toHaveProperty('mode');
    expect(planWith({ mode: 'announce' }, 'rollback').rollback).not.toHaveProperty('mode');
  });

  it('holds the breaker of failures for a release alone', () => {
    const breaker = { failures: 2 };
    expect(planWith({ breaker }).rollback.breaker).toEqual({ failures: 2, mode: 'act' });
    expect(planWith({ breaker }, 'rollback').rollback).not.toHaveProperty('breaker');
  });
});
