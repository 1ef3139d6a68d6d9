import { describe, expect, it } from 'vitest';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { StageAbility } from '#domain/plan/stage.ts';
import { Application } from '#domain/project/application.ts';
import { recommend } from '#domain/recommendation/recommend.ts';
import { assessRisk } from '#domain/risk/assess-risk.ts';
import type { RiskLevel } from '#domain/risk/risk.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { aProject, aRelease, someFacts } from '../../support/a-release.ts';
import { readBlocks } from '../../support/read-blocks.ts';

const everything: readonly StageAbility[] = ['share', 'instances', 'idle'];
const application = (type: string, criticality?: RiskLevel, downtime?: string): Application =>
  Application.parse({ type, ...(criticality && { criticality }), ...(downtime && { downtime }) });

describe('recommend', () => {
  it.each<readonly [string, RiskLevel, string, string, string]>([
    ['e-commerce', 'high', '0s', 'blue-green', 'blue-green'],
    ['banking', 'critical', '0s', 'blue-green with canary', 'blue-green-canary'],
    ['internal', 'medium', '5m', 'rolling', 'rolling'],
    ['batch', 'low', '30m', 'rolling', 'rolling'],
    ['static', 'low', '0s', 'blue-green', 'blue-green'],
    ['static', 'critical', '0s', 'blue-green', 'blue-green'],
    ['internal', 'critical', '5m', 'blue-green with canary', 'blue-green-canary'],
  ])('%s, %s, away for %s at most: %s', (type, level, downtime, name, strategy) => {
    expect(recommend(application(type, level, downtime), null, everything)).toMatchObject({ name, strategy });
    const isUsual = recommend(application(type), null, everything).level === level;
    if (isUsual) expect(recommend(application(type), null, everything)).toMatchObject({ name, strategy });
  });

  it.each<readonly [string, readonly StageAbility[], string]>([
    ['e-commerce', ['share', 'instances'], 'canary'],
    ['e-commerce', ['instances'], 'rolling'],
    ['e-commerce', [], 'sequential'],
    ['banking', ['share'], 'canary'],
    ['banking', ['idle'], 'blue-green'],
    ['banking', ['instances'], 'rolling'],
    ['batch', ['idle', 'share'], 'sequential'],
  ])('takes the best that the deployer can do: %s with %s is %s', (type, abilities, name) => {
    const recommended = recommend(application(type), null, abilities);
    expect(recommended.name).toBe(name);
    expect(recommended.reasons).toContain('deployer_cannot');
  });

  it('counts the risk of the release where it is the greater', () => {
    expect(recommend(application('batch'), 'critical', everything)).toMatchObject({
      name: 'blue-green with canary',
      reasons: ['some_downtime', 'critical', 'raised_by_risk'],
    });
    expect(recommend(application('e-commerce'), 'low', everything).reasons).toEqual(['no_downtime']);
  });
});

describe('a plan', () => {
  const shop = (strategy: string) =>
    aProject({
      application: { type: 'e-commerce' },
      environments: [{ name: 'staging' }, { name: 'production', strategy }],
    });
  const facts = (strategy: string) => ({ project: shop(strategy), services: ['api'], stagesOf: () => everything });

  it('says so where it goes another way, and why', () => {
    const drawings = drawRelease(aRelease(facts('sequential')).picture());
    expect(readBlocks(drawings.find(({ slot }) => slot === 'detail')?.blocks ?? [])).toContain(
      'api is planned as sequential, recommended is blue-green (e-commerce, high): it tolerates no downtime',
    );
  });

  it.each([
    ['goes the recommended way', facts('blue-green')],
    ['is a rollback', { ...facts('sequential'), intent: 'rollback' as const, environments: ['production'] }],
    ['ends before production', { ...facts('sequential'), environments: ['staging'] }],
    ['is of a project that does not say what it is for', { services: ['api'] }],
  ])('says nothing where it %s', (_what, more) => {
    const outcome = compilePlan(someFacts(more));
    expect(outcome.kind === 'plan' && outcome.plan.plannedOtherwise).toBeUndefined();
  });

  it('counts its own risk', () => {
    const risk = assessRisk({
      changes: 60,
      migrations: 3,
      breaking: 3,
      days: 50,
      failures: { failed: 1, of: 1 },
      hour: 'outside',
    });
    const outcome = compilePlan(someFacts({ ...facts('blue-green'), risk }));
    expect(outcome.kind === 'plan' && outcome.plan.plannedOtherwise?.[0]?.recommended.name).toBe(
      'blue-green with canary',
    );
  });
});
