import { describe, expect, it } from 'vitest';
import { type CheckChoice, checkNames, chooseChecks } from '#domain/validation/choose-checks.ts';
import { aProject } from '../../support/a-release.ts';

const project = aProject({
  checks: [
    { name: 'smoke-tests', command: ['make', 'smoke'] },
    { name: 'lint', command: ['make', 'lint'], blocker: false },
  ],
  environments: [
    { name: 'staging', checks: [{ name: 'quota', command: ['make', 'quota', '{environment}'] }] },
    { name: 'production', checks: [{ name: 'quota', command: ['make', 'quota', '{environment}'] }] },
  ],
});

const labels = (choice: CheckChoice): readonly string[] =>
  choice.kind === 'chosen'
    ? choice.checks.map(
        (check) => `${check.name} ${check.kind === 'command' ? (check.environment ?? '-') : check.kind}`,
      )
    : [`unknown ${choice.name}, nearest ${choice.nearest}`];

describe('chooseChecks', () => {
  it('takes all that are configured when none is named, and the test of migrations where there may be any', () => {
    const all = ['smoke-tests -', 'lint -', 'quota staging', 'quota production'];
    expect(labels(chooseChecks(project, null))).toEqual(all);
    const migrating = { ...project, migrations: ['db/**'] };
    expect(labels(chooseChecks(migrating, null))).toEqual([...all, 'migration-test migration-test']);
  });

  it('takes those named, once each, in their order', () => {
    const names = ['canary-analysis', 'quota', 'smoke-tests', 'quota'];
    expect(labels(chooseChecks(project, names))).toEqual([
      'canary-analysis canary-analysis',
      'quota staging',
      'quota production',
      'smoke-tests -',
    ]);
  });

  it('knows which failures are only warnings', () => {
    const choice = chooseChecks(project, ['lint', 'quota', 'health']);
    expect(choice.kind === 'chosen' && choice.checks.map(({ isBlocker }) => isBlocker)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('refuses a name nobody knows with the nearest and the list', () => {
    const choice = chooseChecks(project, ['smoke-tests', 'canary-anlysis']);
    expect(choice).toEqual({
      kind: 'unknown',
      name: 'canary-anlysis',
      nearest: 'canary-analysis',
      known: ['smoke-tests', 'lint', 'quota', 'migration-test', 'canary-analysis', 'health'],
    });
  });

  it('lets a configured check go before a built-in one of its name', () => {
    const own = { ...project, checks: [{ name: 'health', command: ['make', 'health'], blocker: true }] };
    expect(labels(chooseChecks(own, ['health']))).toEqual(['health -']);
    expect(checkNames(own)).toEqual(['health', 'quota', 'migration-test', 'canary-analysis']);
  });
});
