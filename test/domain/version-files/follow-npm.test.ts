import { describe, expect, it } from 'vitest';
import { bumpFiles, targetsOf } from './bump-files.ts';

const api = '{ "name": "@shop/api", "version": "1.4.0" }\n';
const web = (range: string) =>
  `{\n\t"name": "web",\n\t"version": "1.4.0",\n\t"dependencies": { "left": "^1.4.0", "@shop/api": "${range}" }\n}`;
const root = '{ "private": true, "workspaces": ["packages/*", "!packages/old"] }\n';

describe('a range in a workspace', () => {
  it.each([
    ['^1.4.0', '^1.5.0'],
    ['~1.4.0', '~1.5.0'],
    ['1.4.0', '1.5.0'],
    ['=1.4.0', '=1.5.0'],
    ['^1.3.0', '^1.5.0'],
    ['workspace:^1.4.0', 'workspace:^1.5.0'],
    ['workspace:^', 'workspace:^'],
    ['workspace:*', 'workspace:*'],
    ['*', '*'],
    ['latest', 'latest'],
    ['^0.9.0', '^0.9.0'],
    ['>=1.0.0 <2', '>=1.0.0 <2'],
    ['npm:other@^1.4.0', 'npm:other@^1.4.0'],
    ['file:../api', 'file:../api'],
    ['catalog:', 'catalog:'],
  ])('of %s becomes %s', (before, after) => {
    const texts = { 'package.json': root, 'packages/api/package.json': api, 'packages/web/package.json': web(before) };
    const { changes } = bumpFiles(texts, targetsOf(['packages/api/package.json']));
    expect(changes['packages/api/package.json']).toBe(api.replace('1.4.0', '1.5.0'));
    expect(changes['packages/web/package.json'] ?? web(before)).toBe(web(after));
  });

  it('of peers moves only when it would let the new version out', () => {
    const peers = (range: string) => `{ "name": "web", "peerDependencies": { "@shop/api": "${range}" } }`;
    const texts = {
      'package.json': root,
      'packages/api/package.json': api,
      'packages/web/package.json': peers('^1.4.0'),
    };
    const target = 'packages/api/package.json';
    expect(Object.keys(bumpFiles(texts, targetsOf([target])).changes)).toEqual([target]);
    const major = bumpFiles(texts, targetsOf([target], '2.0.0')).changes;
    expect(major['packages/web/package.json']).toBe(peers('^2.0.0'));
  });

  it('that is too special to be rewritten is told of when it lets the new version out', () => {
    const texts = {
      'package.json': root,
      'packages/api/package.json': api,
      'packages/web/package.json': web('1.x || ^0.9'),
    };
    expect(bumpFiles(texts, targetsOf(['packages/api/package.json'], '2.0.0')).notes).toEqual([
      {
        path: 'packages/web/package.json',
        note: 'its dependencies ask for @shop/api 1.x || ^0.9, which does not let 2.0.0 in',
      },
    ]);
  });

  it('moves for members only', () => {
    const texts = {
      'package.json': root,
      'packages/api/package.json': api,
      'packages/old/package.json': web('^1.4.0'),
      'examples/web/package.json': web('^1.4.0'),
      'node_modules/web/package.json': web('^1.4.0'),
    };
    expect(Object.keys(bumpFiles(texts, targetsOf(['packages/api/package.json'])).changes)).toEqual([
      'packages/api/package.json',
    ]);
  });

  it('moves in members pnpm-workspace.yaml names, and in the root', () => {
    const texts = {
      'pnpm-workspace.yaml': "packages:\n  - '{packages,apps}/**'\n",
      'package.json': web('~1.4.0'),
      'packages/core/api/package.json': api,
      'apps/web/package.json': web('^1.4.0'),
    };
    const { changes } = bumpFiles(texts, targetsOf(['packages/core/api/package.json']));
    expect(changes).toMatchObject({ 'package.json': web('~1.5.0'), 'apps/web/package.json': web('^1.5.0') });
  });

  it('moves in every package when all are bumped at once, each once', () => {
    const texts = {
      'package.json': root,
      'packages/api/package.json': api,
      'packages/web/package.json': web('^1.4.0'),
    };
    const { changes } = bumpFiles(texts, targetsOf(['packages/api/package.json', 'packages/web/package.json']));
    expect(changes['packages/web/package.json']).toBe(
      web('^1.5.0').replace('"version": "1.4.0"', '"version": "1.5.0"'),
    );
  });
});

describe('a lock file', () => {
  const texts = {
    'package.json': root,
    'packages/api/package.json': api,
    'packages/web/package.json': web('^1.4.0'),
  };
  const target = targetsOf(['packages/api/package.json']);

  it.each(['package-lock.json', 'npm-shrinkwrap.json'])('of npm follows in versions and ranges: %s', (lock) => {
    const before = JSON.stringify(
      {
        lockfileVersion: 2,
        packages: {
          '': { workspaces: ['packages/*'] },
          'node_modules/@shop/api': { resolved: 'packages/api', link: true },
          'node_modules/left': { version: '1.4.0', dependencies: { '@shop/api': '^1.4.0' } },
          'packages/api': { name: '@shop/api', version: '1.4.0' },
          'packages/web': { version: '1.4.0', dependencies: { '@shop/api': '^1.4.0', left: '^1.4.0' } },
        },
        dependencies: {
          '@shop/api': { version: 'file:packages/api' },
          left: { version: '1.4.0', requires: { '@shop/api': '^1.4.0' } },
          web: { version: 'file:packages/web', requires: { '@shop/api': '^1.4.0' } },
        },
      },
      null,
      2,
    );
    const after = JSON.parse(bumpFiles({ ...texts, [lock]: before }, target).changes[lock] ?? '') as unknown;
    const expected = JSON.parse(before);
    expected.packages['packages/api'].version = '1.5.0';
    expected.packages['packages/web'].dependencies['@shop/api'] = '^1.5.0';
    expected.dependencies.web.requires['@shop/api'] = '^1.5.0';
    expect(after).toEqual(expected);
  });

  it('of pnpm follows in the ranges of links', () => {
    const lock = (range: string) =>
      `lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n  packages/web:\n    dependencies:\n      '@shop/api':\n        specifier: ${range}\n        version: link:../api\n      left:\n        specifier: ^1.4.0\n        version: 1.4.0\n\npackages:\n\n  left@1.4.0:\n    resolution: {integrity: sha512-x}\n`;
    const { changes } = bumpFiles({ ...texts, 'pnpm-lock.yaml': lock('^1.4.0') }, target);
    expect(changes['pnpm-lock.yaml']).toBe(lock('^1.5.0'));
    const kept = bumpFiles({ ...texts, 'pnpm-lock.yaml': lock("'workspace:^'") }, target).changes;
    expect(kept['pnpm-lock.yaml']).toBeUndefined();
  });

  it('of yarn follows in the descriptors and dependencies of workspaces', () => {
    const lock = (descriptors: string, range: string) =>
      `# yarn\r\n__metadata:\r\n  version: 8\r\n\r\n"${descriptors}":\r\n  version: 0.0.0-use.local\r\n\r\n"left@npm:^1.4.0":\r\n  version: 1.4.0\r\n  dependencies:\r\n    "@shop/api": "npm:^1.4.0"\r\n\r\n"web@workspace:packages/web":\r\n  dependencies:\r\n    "@shop/api": "npm:${range}"\r\n    left: "npm:^1.4.0"\r\n`;
    const before = lock('@shop/api@npm:^1.4.0, @shop/api@npm:~1.4.0, @shop/api@workspace:packages/api', '^1.4.0');
    const { changes } = bumpFiles({ ...texts, 'yarn.lock': before }, target);
    expect(changes['yarn.lock']).toBe(
      lock('@shop/api@npm:^1.5.0, @shop/api@npm:~1.5.0, @shop/api@workspace:packages/api', '^1.5.0'),
    );
  });
});

it('refuses a workspace with a package.json that is none', () => {
  const texts = { 'package.json': root, 'packages/api/package.json': api, 'packages/web/package.json': '{' };
  expect(() => bumpFiles(texts, targetsOf(['packages/api/package.json']))).toThrow(/not valid JSON/);
});
