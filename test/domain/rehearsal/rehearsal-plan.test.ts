import { describe, expect, it } from 'vitest';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import { aDatabaseProject, migrationsOf } from '#test/support/a-database.ts';
import { aProject, someFacts } from '#test/support/a-release.ts';

const rehearsal = { intent: 'rehearsal', environments: ['staging'] } as const;

function planOf(more: Partial<PlanFacts> = {}): Plan {
  const outcome = compilePlan(someFacts({ ...rehearsal, ...more }));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.plan;
}

const idsOf = ({ steps }: Plan, from: string): readonly string[] =>
  steps.map(({ id }) => id as string).filter((id) => id.startsWith(from));

describe('the plan of a rehearsal', () => {
  it('goes into one environment and back out of it, and writes the certificate at the end', () => {
    const plan = planOf({ services: ['api', 'web'] });
    expect(idsOf(plan, 'staging/')).toEqual([
      'staging/claim',
      'staging/deploy/api',
      'staging/verify/api',
      'staging/watch/api',
      'staging/deploy/web',
      'staging/verify/web',
      'staging/return/deploy/web',
      'staging/return/verify/web',
      'staging/return/deploy/api',
      'staging/return/verify/api',
      'staging/certify',
    ]);
    const back = plan.steps.find(({ id }) => id === 'staging/return/deploy/web');
    expect(back).toMatchObject({
      title: 'Return web to 1.4.2 in staging',
      needs: ['staging/verify/web'],
      undoes: null,
      params: { version: '1.4.2', previous: '1.5.0', intent: 'rollback' },
    });
    expect(plan.steps.at(-1)).toMatchObject({ kind: 'certify', needs: ['staging/return/verify/api'] });
  });

  it('prepares as a release does, and neither tags nor publishes nor tells anybody', () => {
    const plan = planOf();
    expect(idsOf(plan, 'prepare/')).toContain('prepare/test');
    expect(plan.steps.filter(({ effect }) => effect === 'public')).toEqual([]);
  });

  it('still has a rollback plan, which starts by itself whatever the project says, for a way there that fails', () => {
    const plan = planOf({ project: aProject({ rollback: { automatic: false } }), services: ['api'] });
    expect(plan.rollback.automatic).toBe(true);
    expect(plan.rollbackSteps.map(({ id, undoes }) => [id, undoes])).toEqual([
      ['rollback/staging/deploy/api', 'staging/deploy/api'],
      ['rollback/staging/verify/api', 'staging/deploy/api'],
    ]);
  });

  it('watches what it has deployed until it goes back', () => {
    const watch = planOf().steps.find(({ id }) => id === 'staging/watch/api');
    expect(watch?.params.until).toBe('staging/return/deploy/api');
  });

  it('asks whoever the environment asks', () => {
    const staging = { name: 'staging', approvals: [{ roles: ['qa'] }] };
    const plan = planOf({ project: aProject({ environments: [staging, { name: 'production' }] }) });
    expect(idsOf(plan, 'staging/approval')).toEqual(['staging/approval']);
  });

  it('leaves the old side of a blue-green pair where it is, and goes back to it', () => {
    const plan = planOf({ strategy: 'blue-green', services: ['api'], stagesOf: () => ['idle'] });
    expect(idsOf(plan, 'staging/')).not.toContain('staging/keep');
    expect(idsOf(plan, 'staging/deploy')).toEqual(['staging/deploy/api/idle', 'staging/deploy/api']);
  });

  it('runs what is reversible of the database and undoes it, and leaves out what is destructive', () => {
    const plan = planOf({ project: aDatabaseProject(), migrations: migrationsOf('reversible', 'destructive') });
    const kinds = plan.steps.map(({ kind }) => kind).filter((kind) => kind.startsWith('migrate'));
    expect(kinds).toEqual(['migrate', 'migrate-back']);
    expect(plan.steps.some(({ irreversible }) => irreversible !== null)).toBe(false);
  });

  it('is refused where a service runs the version already', () => {
    const baseline = [{ environment: 'staging', service: 'api', version: '1.5.0' }];
    expect(compilePlan(someFacts({ ...rehearsal, baseline }))).toEqual({
      kind: 'refused',
      refusal: { code: 'rehearses_nothing', environment: 'staging', service: 'api', version: '1.5.0' },
    });
  });
});
