import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { refNameFault } from '#domain/ref-name.ts';

it.each([
  ['', 'empty'],
  ['x'.repeat(201), 'too_long'],
  ['@', 'reserved'],
  ['HEAD', 'reserved'],
  ['-d', 'leading_dash'],
  ['v1.', 'trailing_dot'],
  ['v1 5', 'character'],
  ['v1\u202e', 'character'],
  ['v1^{}', 'character'],
  ['v1..5', 'two_dots'],
  ['v1@{0}', 'at_brace'],
  ['/v1', 'empty_part'],
  ['a//b', 'empty_part'],
  ['a/.b', 'leading_dot'],
  ['a.lock/b', 'lock_suffix'],
])('says which rule %j breaks', (name, fault) => {
  expect(refNameFault(name)).toBe(fault);
});

it.each(['v1.5.0', '1.5.0-rc.1+build.7', 'api@1.5.0', 'release/1.5', '@a'])('lets %s be a tag', (name) => {
  expect(refNameFault(name)).toBeNull();
});

it('lets no name pass that git check-ref-format refuses', () => {
  const piece = fc.constantFrom(
    'v',
    '1',
    '.',
    '..',
    '/',
    '@',
    '{',
    '@{',
    '-',
    '~',
    '^',
    ':',
    '?',
    '*',
    '[',
    '\\',
    ' ',
    '.lock',
    'é',
  );
  const names = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(names, (name) => {
      if (refNameFault(name) === null) expect(isTakenByGit(name)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

function isTakenByGit(name: string): boolean {
  try {
    execFileSync('git', ['check-ref-format', `refs/tags/${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
