import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import { decide } from '#domain/release/decide.ts';
import { compileValidation } from '#domain/validation/compile-validation.ts';
import { verdictOf } from '#domain/validation/verdict.ts';
import { people } from '../../support/a-release.ts';
import { aCheckedProject, aValidation, checked, someChecks } from '../../support/a-validation.ts';

const migrating = aCheckedProject({
  migrations: ['db/**'],
  database: { migrate: ['db', '{phase}'], test: ['db', 'try'], paths: { reversible: [] } },
  environments: [{ name: 'production', checks: [{ name: 'quota', command: ['make', 'quota'] }] }],
});

describe('the plan of a validation', () => {
  it('is a step for each check, one after the other, and the verdict', () => {
    const { plan } = compileValidation(someChecks({ project: migrating }));
    expect(plan.steps.map(({ id, kind, needs, effect }) => [id, kind, needs, effect])).toEqual([
      ['check/smoke-tests', 'validate', [], 'none'],
      ['check/lint', 'validate', ['check/smoke-tests'], 'none'],
      ['check/production/quota', 'validate', ['check/lint'], 'none'],
      ['check/migration-test', 'validate', ['check/production/quota'], 'none'],
      [
        'verdict',
        'verdict',
        ['check/smoke-tests', 'check/lint', 'check/production/quota', 'check/migration-test'],
        'none',
      ],
    ]);
  });

  it('asks nobody, goes nowhere and has nothing to take back', () => {
    const { plan } = compileValidation(someChecks({ project: migrating }));
    expect(plan).toMatchObject({ intent: 'validation', environments: [], baseline: [], rollbackSteps: [] });
    expect(plan.steps.filter(({ gate }) => gate !== null)).toEqual([]);
    expect(plan.rollback.automatic).toBe(false);
  });

  it('gives the same facts the same digest', () => {
    expect(compileValidation(someChecks()).digest).toBe(compileValidation(someChecks()).digest);
    expect(compileValidation(someChecks({ allowed: 1 })).digest).not.toBe(compileValidation(someChecks()).digest);
  });

  it('tries the migrations only where there are some and a command for it', () => {
    const migrations = [{ path: 'db/2.sql', nature: 'forward-only' as const }];
    const whatOf = (more: object) =>
      compileValidation(someChecks({ project: migrating, ...more }, ['migration-test'])).plan.steps[0]?.params.what;
    expect(whatOf({})).toMatchObject({ migrations: [], run: null });
    expect(whatOf({ migrations })).toMatchObject({ faults: [], run: { argv: ['db', 'try'] } });
  });
});

describe('the verdict', () => {
  const run = (first: 'passed' | 'failed' | 'not_known', second: 'passed' | 'failed', allowed = 0) => {
    const story = aValidation({ allowed });
    checked(story, 'check/smoke-tests', { outcome: first });
    return verdictOf(checked(story, 'check/lint', { outcome: second }).release());
  };

  it.each([
    ['everything passed', run('passed', 'passed'), { isReady: true, passed: 2, blockers: 0, warnings: 0 }],
    ['only a warning is left', run('passed', 'failed'), { isReady: true, passed: 1, blockers: 0, warnings: 1 }],
    ['a check failed that stands in the way', run('failed', 'passed'), { isReady: false, passed: 1, blockers: 1 }],
    ['nobody knows', run('not_known', 'passed'), { isReady: false, passed: 1, blockers: 1 }],
    ['as many are allowed', run('failed', 'failed', 1), { isReady: true, passed: 0, blockers: 1, warnings: 1 }],
  ])('when %s', (_when, verdict, expected) => {
    expect(verdict).toMatchObject({ of: 2, ...expected });
  });

  it('takes what a person accepted for passed', () => {
    const story = aValidation();
    story.fail('check/smoke-tests', 'git is away');
    const step = StepId.parse('check/smoke-tests');
    story.add({ v: 1, type: 'step.accepted', step, attempt: 1, by: people.aiko, reason: 'Looked by hand.' });
    checked(story, 'check/lint');
    expect(verdictOf(story.release())).toMatchObject({ isReady: true, passed: 2 });
  });

  it('lets every check run though one fails, and ends by itself', () => {
    const story = aValidation();
    checked(story, 'check/smoke-tests', { outcome: 'failed' });
    expect(decide(story.release(), Date.now()).start.map(({ step }) => step)).toEqual(['check/lint']);
    checked(story, 'check/lint').run();
    expect(story.release().ending?.kind).toBe('released');
  });
});
