import { describe, expect, it } from 'vitest';
import { matchesPattern } from '#domain/path-pattern.ts';

describe('matchesPattern', () => {
  it.each([
    ['migrations/001.sql', 'migrations/001.sql', true],
    ['migrations/001.sql', 'migrations/*.sql', true],
    ['migrations/old/001.sql', 'migrations/*.sql', false],
    ['migrations/old/001.sql', 'migrations/**', true],
    ['migrations/old/001.sql', 'migrations/**/*.sql', true],
    ['migrations/001.sql', 'migrations/**/*.sql', true],
    ['services/api/migrations/001.sql', '**/migrations/*', true],
    ['migrations/001.sql', '**/migrations/*', true],
    ['xmigrations/001.sql', '**/migrations/*', false],
    ['db/1.sql', 'db/?.sql', true],
    ['db/12.sql', 'db/?.sql', false],
    ['db/a/b.sql', 'db/a?b.sql', false],
    ['db/ü.sql', 'db/?.sql', true],
    ['a+b(c)[d].sql', 'a+b(c)[d].sql', true],
    ['aab.sql', 'a+b.sql', false],
    ['1xsql', '1.sql', false],
    ['migrations/001.sql', 'migrations', false],
    ['a/migrations/001.sql', 'migrations/**', false],
    ['line\nbreak.sql', '*.sql', true],
    ['', '**', true],
  ])('%j against %j is %j', (path, pattern, expected) => {
    expect(matchesPattern(path, pattern)).toBe(expected);
  });
});
