import { describe, expect, it } from 'vitest';
import { recogniseMigrations } from '#domain/migrations/recognise-migrations.ts';
import { Database } from '#domain/project/database.ts';

const database = Database.parse({
  migrate: ['migrate'],
  nature: 'reversible',
  paths: { forwardOnly: ['db/**/*.data.sql'], destructive: ['db/contract/**'] },
});
const project = { migrations: ['db/**'], database };
const bare = { migrations: ['db/**'], database: undefined };
const commit = (token: string, value: string) => ({ sha: '4e1c0aa9'.padEnd(40, '0'), trailers: [{ token, value }] });

describe('recogniseMigrations', () => {
  it.each([
    ['db/001.sql', 'reversible'],
    ['db/002.data.sql', 'forward-only'],
    ['db/contract/003.sql', 'destructive'],
    ['db/contract/004.data.sql', 'destructive'],
  ])('takes %s for the most dangerous nature its patterns give it: %s', (path, nature) => {
    expect(recogniseMigrations(project, [path])).toEqual([{ path, nature }]);
  });

  it('leaves alone what no pattern names', () => {
    expect(recogniseMigrations(project, ['src/db.ts', 'README.md'])).toEqual([]);
  });

  it('takes what a project only lists for something that stays', () => {
    expect(recogniseMigrations(bare, ['db/001.sql'])).toEqual([{ path: 'db/001.sql', nature: 'forward-only' }]);
  });

  it.each([
    ['Migration', 'destructive', 'destructive'],
    ['migration', 'Forward-Only', 'forward-only'],
    ['Migration', 'yes', 'reversible'],
  ])('believes the footer %s: %s', (token, value, nature) => {
    expect(recogniseMigrations(project, [], [commit(token, value)])).toEqual([{ path: 'commit 4e1c0aa9', nature }]);
  });

  it('passes over other footers', () => {
    expect(recogniseMigrations(project, [], [commit('Refs', 'destructive')])).toEqual([]);
  });
});
