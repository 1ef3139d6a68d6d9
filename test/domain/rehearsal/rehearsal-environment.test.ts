import { describe, expect, it } from 'vitest';
import { rehearsalEnvironment } from '#domain/rehearsal/rehearsal-environment.ts';
import { aProject } from '#test/support/a-release.ts';

const three = ['development', 'staging', 'production'];
const projectOf = (names: readonly string[], environments?: readonly string[]) =>
  aProject({
    environments: names.map((name) => ({ name })),
    rehearsal: environments === undefined ? {} : { environments },
  });

describe('where a version is rehearsed', () => {
  it.each([
    ['the one before the last', three, undefined, null, 'staging'],
    ['where a person wants it', three, undefined, 'development', 'development'],
    ['the last of those that are configured', three, ['development'], null, 'development'],
    ['the only one, where it is configured', ['production'], ['production'], null, 'production'],
  ] as const)('is %s', (_what, names, configured, wanted, environment) => {
    expect(rehearsalEnvironment(projectOf(names, configured), wanted)).toEqual({ kind: 'environment', environment });
  });

  it.each([
    [
      'where customers are',
      three,
      undefined,
      'production',
      { code: 'not_for_rehearsals', allowed: ['development', 'staging'] },
    ],
    [
      'where it is not configured',
      three,
      ['development'],
      'staging',
      { code: 'not_for_rehearsals', allowed: ['development'] },
    ],
    [
      'in the only environment',
      ['production'],
      undefined,
      null,
      { code: 'nowhere_to_rehearse', environment: 'production' },
    ],
    ['nowhere', three, undefined, 'moon', { code: 'unknown_environment', known: three }],
  ] as const)('is refused %s', (_what, names, configured, wanted, refusal) => {
    expect(rehearsalEnvironment(projectOf(names, configured), wanted)).toMatchObject({ kind: 'refused', refusal });
  });
});
