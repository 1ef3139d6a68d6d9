import { describe, expect, it } from 'vitest';
import { filesForBump, planBump } from '#domain/version-files/plan-bump.ts';
import { bumpFiles, targetsOf } from './bump-files.ts';

const lock = '{ "packages": { "": { "version": "1.4.0" } } }';

describe('planBump', () => {
  it('gives targets in the order asked for, then what repeats them', () => {
    const files = new Map([
      ['package-lock.json', lock],
      ['VERSION', '1.4.0'],
      ['package.json', '{"version":"1.4.0"}'],
    ]);
    expect(planBump(files, targetsOf(['VERSION', 'package.json']))).toEqual({
      kind: 'planned',
      changes: [
        { path: 'VERSION', text: '1.5.0', role: 'version' },
        { path: 'package.json', text: '{"version":"1.5.0"}', role: 'version' },
        { path: 'package-lock.json', text: lock.replace('1.4.0', '1.5.0'), role: 'companion' },
      ],
      already: [],
      notes: [],
    });
  });

  it('refuses all when one will not do, naming every one', () => {
    const files = new Map([
      ['VERSION', '1.3.0'],
      ['package.json', '{'],
      ['a/VERSION', '1.4.0'],
    ]);
    expect(planBump(files, targetsOf(['VERSION', 'package.json', 'a/VERSION', 'pom.xml']))).toEqual({
      kind: 'refused',
      problems: [
        { kind: 'mismatch', path: 'VERSION', found: '1.3.0', expected: '1.4.0' },
        { kind: 'invalid', path: 'package.json', why: 'it is not valid JSON' },
        { kind: 'missing', path: 'pom.xml' },
      ],
    });
  });

  it('sets a lock file right that lags behind a file that does not', () => {
    const files = new Map([
      ['package.json', '{"version":"1.5.0"}'],
      ['package-lock.json', lock],
    ]);
    expect(planBump(files, targetsOf(['package.json']))).toMatchObject({
      already: ['package.json'],
      changes: [{ path: 'package-lock.json' }],
    });
  });

  it('bumps two places of one file', () => {
    const file = (pattern: string) => ({ path: 'a.txt', pattern });
    const targets = [file('x {version}'), file('y {version}')].map((each) => ({ file: each, from: null, to: '2.0.0' }));
    expect(bumpFiles({ 'a.txt': 'x 1.0.0\ny 1.1.0\nz 1.0.0\n' }, targets).changes).toEqual({
      'a.txt': 'x 2.0.0\ny 2.0.0\nz 1.0.0\n',
    });
  });

  it('moves each package of its own to its own version', () => {
    const texts = {
      'package.json': '{ "workspaces": ["*"] }',
      'a/package.json': '{ "name": "a", "version": "1.4.0" }',
      'b/package.json': '{ "name": "b", "version": "3.0.0", "dependencies": { "a": "^1.4.0" } }',
    };
    const targets = [
      { file: 'a/package.json', from: '1.4.0', to: '2.0.0' },
      { file: 'b/package.json', from: '3.0.0', to: '3.0.1' },
    ];
    expect(bumpFiles(texts, targets).changes).toEqual({
      'a/package.json': '{ "name": "a", "version": "2.0.0" }',
      'b/package.json': '{ "name": "b", "version": "3.0.1", "dependencies": { "a": "^2.0.0" } }',
    });
  });
});

describe('filesForBump', () => {
  const paths = [
    'package.json',
    'a/package.json',
    'node_modules/x/package.json',
    'a/fixtures/package.json',
    'yarn.lock',
    'Cargo.lock',
    'README.md',
  ];

  it('names what the ecosystems of the targets need, and no more', () => {
    expect(filesForBump(paths, targetsOf(['a/package.json']))).toEqual(['package.json', 'a/package.json', 'yarn.lock']);
    expect(filesForBump(paths, targetsOf(['README.md', 'VERSION']))).toEqual(['README.md']);
  });
});
