import { describe, expect, it } from 'vitest';
import { compilePlan } from '#domain/plan/compile-plan.ts';
import { demandFault } from '#domain/validation/demanded-validation.ts';
import { aProject, someFacts } from '../../support/a-release.ts';
import { aValidation, checked } from '../../support/a-validation.ts';

const day = 86_400_000;

function ended(outcome: 'passed' | 'failed') {
  const story = aValidation();
  checked(story, 'check/smoke-tests');
  checked(story, 'check/lint', { outcome });
  const release = story.run().release();
  return { release, at: release.ending?.at ?? 0 };
}

describe('demandFault', () => {
  const good = ended('passed');
  const warned = ended('failed');
  const within = 7 * day;

  it.each([
    ['is young enough and ready', good, { checks: [], within }, day, null],
    ['is ready with a warning', warned, { checks: [], within }, day, null],
    ['is too old', good, { checks: [], within }, 8 * day, { kind: 'too_old', age: 8 * day }],
    ['holds the checks that are named', good, { checks: ['smoke-tests', 'lint'], within }, day, null],
    ['failed one of them', warned, { checks: ['lint'], within }, day, { kind: 'checks_missing', checks: ['lint'] }],
    ['did not hold one', good, { checks: ['health'], within }, day, { kind: 'checks_missing', checks: ['health'] }],
  ] as const)('judges one that %s', (_what, { release, at }, demand, age, expected) => {
    expect(demandFault(release, { ...demand, checks: [...demand.checks] }, at + age)).toEqual(expected);
  });

  it('judges one that was not ready', () => {
    const story = aValidation();
    checked(story, 'check/smoke-tests', { outcome: 'failed' });
    checked(story, 'check/lint');
    const release = story.run().release();
    const fault = demandFault(release, { checks: [], within }, release.ending?.at ?? 0);
    expect(fault).toEqual({ kind: 'not_ready', passed: 1, of: 2 });
  });
});

describe('an environment that demands a validation', () => {
  const project = aProject({
    environments: [
      { name: 'staging' },
      {
        name: 'production',
        approvals: [{ roles: ['release-lead'] }],
        validation: { checks: ['smoke-tests'], within: '7d' },
      },
    ],
  });
  const stepsOf = (intent: 'release' | 'rollback') => {
    const outcome = compilePlan(someFacts({ project, intent, environments: ['staging', 'production'] }));
    return outcome.kind === 'plan' ? outcome.plan.steps : [];
  };

  it('looks for it before anybody is asked, and takes nothing back where there is none', () => {
    const steps = stepsOf('release');
    const check = steps.find(({ kind }) => kind === 'check-validation');
    expect(check).toMatchObject({
      id: 'production/check-validation',
      effect: 'public',
      params: { line: '/release-validation shop 1.5.0 --checks "smoke-tests"', within: 7 * day },
    });
    expect(steps.find(({ id }) => id === 'production/approval')?.needs).toEqual(['production/check-validation']);
  });

  it('demands nothing of a rollback', () => {
    expect(stepsOf('rollback').some(({ kind }) => kind === 'check-validation')).toBe(false);
  });
});
