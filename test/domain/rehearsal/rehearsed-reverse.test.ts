import { describe, expect, it } from 'vitest';
import { ReleaseId, Sha } from '#domain/ids.ts';
import { dataFate } from '#domain/migrations/judge-migrations.ts';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import type { PlanFacts } from '#domain/plan/plan-facts.ts';
import type { Certificate } from '#domain/rehearsal/certificate.ts';
import { migrationReturns } from '#domain/rollback-plan/migration-return.ts';
import { releaseDetail } from '#templates/release/release-detail.ts';
import { aDatabaseProject, migrationsOf } from '#test/support/a-database.ts';
import { aRelease, nineOClock, someFacts } from '#test/support/a-release.ts';
import { readBlocks } from '#test/support/read-blocks.ts';

const project = aDatabaseProject({ rehearsedReverse: true });
const migrations = migrationsOf('reversible');

/** A rehearsal that has undone these, of another commit: what counts is the migration. */
const rehearsed = (...undone: readonly string[]): Certificate => ({
  release: ReleaseId.parse('rel-0000rehearse'),
  version: '1.5.0-rc.1',
  source: Sha.parse('c'.repeat(40)),
  environment: 'staging',
  services: ['api'],
  strategies: {},
  route: someFacts().configDigest,
  at: nineOClock,
  took: 90_000,
  tookBack: 41_000,
  undone: [...undone],
});

function planOf(more: Partial<PlanFacts>) {
  const outcome = compilePlan(someFacts({ project, migrations, ...more }));
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.plan;
}
const undoes = (more: Partial<PlanFacts>): boolean =>
  planOf(more).rollbackSteps.some(({ kind }) => kind === 'migrate-back');

describe('a migration whose reverse has to be rehearsed', () => {
  it('stays when the release is taken back before that, and the thread says why', () => {
    expect(undoes({})).toBe(false);
    const told = readBlocks(releaseDetail(aRelease({ project, migrations }).release()).blocks);
    expect(told).toContain('They are not undone, since no rehearsal has undone them; 1.4.2 will run against');
  });

  it('is undone once a rehearsal has undone it, whatever version that was of', () => {
    expect(undoes({ certificates: [rehearsed('db/reversible.sql')] })).toBe(true);
    expect(undoes({ certificates: [rehearsed('db/other.sql')] })).toBe(false);
  });

  it('is undone by the rehearsal itself', () => {
    const steps = planOf({ intent: 'rehearsal', environments: ['staging'] }).steps;
    expect(steps.map(({ id }) => id)).toContain('staging/return/migrate');
  });

  it('refuses the rollback of a finished release over it before that', () => {
    const back = { intent: 'rollback', version: '1.4.2', previous: '1.5.0', environments: ['production'] } as const;
    expect(compilePlan(someFacts({ project, migrations, ...back }))).toEqual({
      kind: 'refused',
      refusal: { code: 'reverse_not_rehearsed', from: '1.5.0', to: '1.4.2', paths: ['db/reversible.sql'] },
    });
    const certificates = [rehearsed('db/reversible.sql')];
    expect(planOf({ ...back, certificates }).steps.some(({ kind }) => kind === 'migrate-back')).toBe(true);
  });

  it('is told as such in the plan of a rollback', () => {
    expect(migrationReturns(project, migrations)).toMatchObject([{ fate: 'refused', why: 'not_rehearsed' }]);
    expect(migrationReturns(project, migrations, [rehearsed('db/reversible.sql')])).toMatchObject([{ fate: 'undone' }]);
  });

  it('leaves a forward-only one beside it as it is', () => {
    expect(dataFate(project, migrationsOf('reversible', 'forward-only'))).toBe('stays');
  });
});

describe('without rehearsedReverse', () => {
  it('a declared reverse is enough', () => {
    expect(dataFate(aDatabaseProject(), migrations)).toBe('undone');
    expect(undoes({ project: aDatabaseProject() })).toBe(true);
  });
});
