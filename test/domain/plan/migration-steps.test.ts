import { describe, expect, it } from 'vitest';
import { checkMigrations } from '#domain/plan/check-migrations.ts';
import { ancestorsOf } from '#domain/plan/check-steps.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { Plan } from '#domain/plan/plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { Step } from '#domain/plan/step.ts';
import { aDatabaseProject, migrationsOf } from '../../support/a-database.ts';
import { someFacts } from '../../support/a-release.ts';

const project = aDatabaseProject();

function planOf(more: Partial<PlanFacts>): Plan {
  const outcome = compilePlan(someFacts({ project, ...more }));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.plan;
}

function refusalOf(more: Partial<PlanFacts>) {
  const outcome = compilePlan(someFacts({ project, ...more }));
  return outcome.kind === 'refused' ? outcome.refusal : null;
}

const idsOf = (steps: readonly Step[], environment: string) =>
  steps.filter((step) => step.environment === environment && !step.background).map((step) => step.id);
const find = (steps: readonly Step[], id: string) => steps.find((step) => step.id === id);
const back = { intent: 'rollback', version: '1.4.2', previous: '1.5.0', environments: ['production'] } as const;

describe('the migrations of a release', () => {
  it('are no steps where the range touches none', () => {
    const kinds = planOf({ migrations: [] }).steps.map((step) => step.kind);
    expect(kinds.filter((kind) => ['backup', 'migrate', 'migrate-back'].includes(kind))).toEqual([]);
  });

  it('are no steps where no command is configured', () => {
    const steps = planOf({ project: someFacts().project, migrations: migrationsOf('destructive') }).steps;
    expect(steps.some((step) => step.kind === 'migrate')).toBe(false);
  });

  it.each(['reversible', 'forward-only'] as const)('run behind a backup and before every service: %s', (nature) => {
    const plan = planOf({ migrations: migrationsOf(nature) });
    expect(Plan.parse(plan)).toEqual(plan);
    expect(idsOf(plan.steps, 'staging').slice(0, 4)).toEqual([
      'staging/claim',
      'staging/backup',
      'staging/migrate',
      'staging/deploy/api',
    ]);
    const ancestors = ancestorsOf(plan.steps);
    for (const deploy of plan.steps.filter((step) => step.kind === 'deploy'))
      expect(ancestors.get(deploy.id)).toContain(`${deploy.environment}/migrate`);
    expect(find(plan.steps, 'production/migrate')).toMatchObject({
      effect: 'target',
      irreversible: null,
      params: { phase: 'expand', nature, argv: ['db', 'migrate', '{phase}'] },
    });
  });

  it('run last when they are destructive, behind every verification and a yes of their own', () => {
    const { steps } = planOf({ migrations: migrationsOf('destructive') });
    expect(idsOf(steps, 'production').slice(-3)).toEqual([
      'production/contract/approval',
      'production/contract/backup',
      'production/contract/migrate',
    ]);
    const ancestors = ancestorsOf(steps).get('production/contract/approval' as Step['id']);
    for (const service of ['api', 'web', 'worker']) expect(ancestors).toContain(`production/verify/${service}`);
    const migrate = find(steps, 'production/contract/migrate');
    expect(migrate).toMatchObject({ effect: 'public', params: { phase: 'contract' } });
    expect(migrate?.irreversible).toMatch(/no way back in production/);
    expect(find(steps, 'production/contract/approval')?.gate).toMatchObject({ rules: [{ roles: ['dba'], count: 1 }] });
  });

  it('wait behind the side that a blue-green pair keeps, which still needs the old shape', () => {
    const { steps } = planOf({
      migrations: migrationsOf('destructive'),
      strategy: 'blue-green',
      stagesOf: () => ['idle'],
    });
    const ancestors = ancestorsOf(steps).get('production/contract/migrate' as Step['id']);
    expect(ancestors).toContain('production/deploy/api/retire');
  });

  it('run in both places when the command tells the phases apart', () => {
    const { steps } = planOf({ migrations: migrationsOf('reversible', 'destructive') });
    expect(steps.filter((step) => step.kind === 'migrate').map((step) => step.id)).toEqual([
      'staging/migrate',
      'staging/contract/migrate',
      'production/migrate',
      'production/contract/migrate',
    ]);
  });

  it('are refused in both places when it cannot', () => {
    const blunt = aDatabaseProject({ migrate: ['db', 'migrate'] });
    expect(refusalOf({ project: blunt, migrations: migrationsOf('reversible', 'destructive') })).toEqual({
      code: 'mixed_migrations',
      paths: ['db/destructive.sql'],
    });
    expect(refusalOf({ project: blunt, migrations: migrationsOf('destructive') })).toBeNull();
  });

  it('are refused when they are destructive and nobody may approve them', () => {
    const lonely = { ...aDatabaseProject({ approvers: [] }), managers: [] };
    expect(refusalOf({ project: lonely, migrations: migrationsOf('destructive') })).toEqual({
      code: 'migration_without_approver',
      environment: 'staging',
    });
  });
});

describe('the way back over migrations', () => {
  it('undoes reversible ones once the services of the environment are back', () => {
    const { rollbackSteps } = planOf({ migrations: migrationsOf('reversible') });
    expect(find(rollbackSteps, 'rollback/production/migrate')).toMatchObject({
      kind: 'migrate-back',
      needs: ['rollback/production/verify/api'],
      undoes: 'production/migrate',
      params: { argv: ['db', 'back', '{previous}'], version: '1.5.0', previous: '1.4.2' },
    });
    expect(find(rollbackSteps, 'rollback/staging/deploy/worker')?.needs).toEqual(['rollback/production/verify/api']);
  });

  it.each([
    ['forward-only ones', project, ['forward-only'] as const],
    ['a range where one of them is', project, ['reversible', 'forward-only'] as const],
    ['those without a command that undoes them', aDatabaseProject({ migrateBack: undefined }), ['reversible'] as const],
  ])('leaves %s', (_what, on, natures) => {
    const { rollbackSteps } = planOf({ project: on, migrations: migrationsOf(...natures) });
    expect(rollbackSteps.some((step) => step.kind === 'migrate-back')).toBe(false);
  });

  it('undoes reversible ones of a finished release, from the commit that brought them', () => {
    const { steps } = planOf({ ...back, migrations: migrationsOf('reversible') });
    const undo = find(steps, 'production/migrate-back');
    expect(undo).toMatchObject({
      needs: ['production/verify/api'],
      params: { checkout: someFacts().since, version: '1.5.0', previous: '1.4.2', argv: ['db', 'back', '{previous}'] },
    });
    expect(undo?.irreversible).toMatch(/1\.5\.0 cannot run against the database of 1\.4\.2/);
  });

  it('leaves forward-only ones of a finished release', () => {
    const { steps } = planOf({ ...back, migrations: migrationsOf('forward-only') });
    expect(steps.some((step) => step.kind === 'migrate-back')).toBe(false);
  });

  it('is refused over destructive ones, with or without commands', () => {
    const migrations = migrationsOf('reversible', 'destructive');
    const refusal = { code: 'destructive_migration', from: '1.5.0', to: '1.4.2', paths: ['db/destructive.sql'] };
    expect(refusalOf({ ...back, migrations })).toEqual({ ...refusal, hasBackup: true });
    expect(refusalOf({ ...back, migrations, project: someFacts().project })).toEqual({ ...refusal, hasBackup: false });
  });
});

describe('checkMigrations', () => {
  const { steps } = planOf({ migrations: migrationsOf('reversible', 'destructive') });
  const own = steps.filter((step) => step.environment === 'production');
  const after = ['production/claim', 'production/migrate'] as Step['id'][];
  const check = (changed: readonly Step[]) =>
    checkMigrations({ environment: 'production', strategy: 'bad', after, steps: changed });
  const withNeeds = (id: string, needs: readonly string[]) =>
    own.map((step) => (step.id === id ? { ...step, needs: needs as Step['id'][] } : step));

  it('finds nothing wrong with what is compiled', () => {
    expect(check(own)).toBeNull();
  });

  it.each([
    ['a service that moves before its migration', 'production/deploy/api', ['production/claim']],
    [
      'a destructive migration before every service is verified',
      'production/contract/approval',
      ['production/verify/api'],
    ],
    ['one that nobody has approved', 'production/contract/backup', ['production/verify/worker']],
  ])('refuses %s', (_what, id, needs) => {
    expect(check(withNeeds(id, needs))).toMatchObject({ code: 'misplaced_migration', environment: 'production' });
  });
});
