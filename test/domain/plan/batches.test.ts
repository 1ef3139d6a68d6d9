import { describe, expect, it } from 'vitest';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { Baseline } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import { aProject, someFacts } from '../../support/a-release.ts';

type Told = { readonly instances?: number; readonly version?: string | null };

/** A plan of api in production by batches of so many instances, of which the deployer tells so many. */
function planned(batchSize: number, told: Told, configured?: number | Record<string, number>) {
  const deployer = { kind: 'http', url: 'http://127.0.0.1:4100/api' };
  const project = aProject({
    services: { api: { deployer, ...(configured === undefined ? {} : { instances: configured }) } },
    environments: [{ name: 'production', strategy: 'rolling', rolling: { batchSize } }],
  });
  const { instances, version = '1.4.2' } = told;
  const facts: Partial<PlanFacts> = {
    project,
    services: ['api'],
    environments: ['production'],
    stagesOf: () => ['instances'],
    baseline: [
      { environment: 'production', service: 'api', version, ...(instances === undefined ? {} : { instances }) },
    ],
  };
  return compilePlan(someFacts(facts));
}

function titles(outcome: ReturnType<typeof compilePlan>): readonly string[] {
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  const { steps } = outcome.plan;
  return steps.flatMap(({ kind, title }) => (kind === 'deploy' || kind === 'verify-service' ? [title] : []));
}

describe('a plan with batches of a number of instances', () => {
  it('says in every step how many of how many instances it is about', () => {
    expect(titles(planned(2, { instances: 5 }))).toEqual([
      'Deploy api 1.5.0 to 2 of 5 instances in production',
      'Verify api in production on 2 of 5 instances',
      'Deploy api 1.5.0 to 4 of 5 instances in production',
      'Verify api in production on 4 of 5 instances',
      'Deploy api 1.5.0 to production',
      'Verify api in production',
    ]);
  });

  it('is bound to the number: another one is another plan', () => {
    const [five, six] = [planned(2, { instances: 5 }), planned(2, { instances: 6 })];
    expect(five.kind === 'plan' && six.kind === 'plan' && five.digest !== six.digest).toBe(true);
  });

  it.each([
    ['the deployer', { instances: 5 }, 9, '2 of 5'],
    ['the configuration, where the deployer does not tell', {}, 9, '2 of 9'],
    ['the configuration of the environment', {}, { staging: 2, production: 6 }, '2 of 6'],
  ])('takes the number from %s', (_where, told, configured, words) => {
    expect(titles(planned(2, told, configured))[0]).toBe(`Deploy api 1.5.0 to ${words} instances in production`);
  });

  it.each([
    ['nobody tells the number', undefined],
    ['it is configured for another environment only', { staging: 2 }],
  ])('is refused where %s', (_why, configured) => {
    expect(planned(2, {}, configured)).toEqual({
      kind: 'refused',
      refusal: { code: 'instances_unknown', environment: 'production', service: 'api', batchSize: 2 },
    });
  });

  it('is refused where there would be too many batches, with a size that is enough', () => {
    const outcome = planned(2, { instances: 101 });
    expect(outcome).toMatchObject({
      refusal: { code: 'too_many_batches', instances: 101, batches: 51, most: 50, leastSize: 3 },
    });
    expect(planned(3, { instances: 101 }).kind).toBe('plan');
    expect(planned(2, { instances: 100 }).kind).toBe('plan');
  });

  it('is one deployment where the service does not run yet, whose instances nobody has to know', () => {
    const first = compilePlan({
      ...someFacts({ canRemove: () => true }),
      project: aProject({ environments: [{ name: 'production', strategy: 'rolling', rolling: { batchSize: 2 } }] }),
      services: ['api'],
      environments: ['production'],
      stagesOf: () => ['instances'],
      baseline: [{ environment: 'production', service: 'api', version: null }],
    });
    expect(titles(first)).toEqual(['Deploy api 1.5.0 to production', 'Verify api in production']);
  });

  it('keeps the way back whole', () => {
    const outcome = planned(2, { instances: 5 });
    if (outcome.kind === 'refused') throw new Error(outcome.refusal.code);
    const back = outcome.plan.rollbackSteps.map(({ title, params }) => [title, params.stage]);
    expect(back).toEqual([
      ['Return api to 1.4.2 in production', undefined],
      ['Verify api in production after the rollback', undefined],
    ]);
  });
});

describe('what ran before', () => {
  it('is read from older plans, which know no number of instances', () => {
    const older = { environment: 'production', service: 'api', version: '1.4.2' };
    expect(Baseline.parse(older)).toEqual(older);
    expect(Baseline.parse({ ...older, instances: 7 })).toEqual({ ...older, instances: 7 });
  });
});
