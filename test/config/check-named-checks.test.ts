import { describe, expect, it } from 'vitest';
import { checkNamedChecks } from '#config/check-named-checks.ts';
import { NamedChecks } from '#domain/project/named-check.ts';
import { aProject } from '../support/a-release.ts';

const at = ['projects', 'shop'];
const check = (more: Record<string, unknown>) => checkNamedChecks(at, aProject(more));
const smoke = { name: 'smoke-tests', command: ['make', 'smoke', '{version}', '{previous}', '{commit}'] };

describe('checkNamedChecks', () => {
  it('has nothing to say where every command can be filled in and every demanded check is known', () => {
    const production = { name: 'production', validation: { checks: ['smoke-tests', 'health'], within: '7d' } };
    expect(check({ checks: [smoke], environments: [production] })).toEqual([]);
    expect(check({})).toEqual([]);
  });

  it('knows no environment for a check of the whole project, nor for the trial of migrations', () => {
    const message = 'There is no placeholder {environment}.';
    const checks = [{ name: 'quota', command: ['quota', '{environment}'] }];
    expect(check({ checks })).toMatchObject([
      { path: [...at, 'checks', 0, 'command', 1], message: expect.stringContaining(message) },
    ]);
    const database = { migrate: ['db'], test: ['db', '{environment}'] };
    expect(check({ database })).toMatchObject([{ path: [...at, 'database', 'test', 1] }]);
  });

  it('refuses a demand for a check nobody knows, with the nearest', () => {
    const environments = [{ name: 'staging' }, { name: 'production', validation: { checks: ['smoke'], within: '7d' } }];
    expect(check({ checks: [smoke], environments })).toEqual([
      {
        path: [...at, 'environments', 1, 'validation', 'checks', 0],
        at: 'value',
        message: expect.stringMatching(/^unknown check "smoke"; .*smoke-tests/),
      },
    ]);
  });
});

it('takes a name for one check only', () => {
  expect(NamedChecks.safeParse([smoke, { ...smoke, command: ['true'] }]).success).toBe(false);
  expect(NamedChecks.parse([smoke])).toEqual([{ ...smoke, blocker: true }]);
});
