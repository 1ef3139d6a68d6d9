import { describe, expect, it } from 'vitest';
import { servicesOfCommit, servicesOfScope } from '#domain/commits/services-of-commit.ts';
import { servicesOfPaths } from '#domain/commits/services-of-paths.ts';

const services = {
  api: { path: 'services/api', formerPaths: ['backend', 'old/api/'] },
  worker: { path: './services/api/worker', formerNames: ['jobs'] },
  web: { path: 'services/storefront' },
  mobile: {},
};

describe('servicesOfPaths', () => {
  it.each<[string, string[], string[]]>([
    ['of a folder', ['services/api/src/main.ts'], ['api']],
    ['of the innermost folder', ['services/api/worker/run.ts'], ['worker']],
    ['of a former folder', ['backend/main.ts', 'old/api/x'], ['api']],
    [
      'of several folders, in their order',
      ['services/storefront/a', 'services/api/b', 'services/api/c'],
      ['api', 'web'],
    ],
    ['of none when a name is longer than the folder', ['services/api2/a', 'services/apis'], []],
    ['of none for the root', ['README.md', 'package.json'], []],
    ['of none without paths', [], []],
  ])('gives the services %s', (_what, paths, expected) => {
    expect(servicesOfPaths(paths, services)).toEqual(expected);
  });

  it('gives what no other folder holds to a service at the root', () => {
    expect(servicesOfPaths(['README.md'], { all: { path: '.' }, ...services })).toEqual(['all']);
    expect(servicesOfPaths(['backend/a'], { all: { path: '.' }, ...services })).toEqual(['api']);
  });

  it('gives both services that share a folder', () => {
    expect(servicesOfPaths(['app/a'], { a: { path: 'app' }, b: { path: 'app' } })).toEqual(['a', 'b']);
  });

  it('takes a folder named like a member of every object for a folder', () => {
    expect(servicesOfPaths(['constructor/a', '__proto__/b'], services)).toEqual([]);
  });
});

describe('servicesOfScope', () => {
  it.each<[string | null, string[]]>([
    ['api', ['api']],
    ['API', ['api']],
    ['api,worker', ['api', 'worker']],
    ['web & api', ['api', 'web']],
    ['api/cart', ['api']],
    ['@shop/api', ['api']],
    ['jobs', ['worker']],
    ['storefront', ['web']],
    ['backend', ['api']],
    ['constructor', []],
    ['cart', []],
    [null, []],
  ])('reads %j', (scope, expected) => {
    expect(servicesOfScope(scope, services)).toEqual(expected);
  });
});

it.each<[string, string[] | null, string[]]>([
  ['what it changes before what it says', ['services/storefront/a'], ['web']],
  ['what it says when it changes no service', ['README.md'], ['api']],
  ['what it says when nobody asked what it changes', null, ['api']],
])('counts a commit by %s', (_rule, paths, expected) => {
  expect(servicesOfCommit({ scope: 'api' }, paths, services)).toEqual(expected);
});
