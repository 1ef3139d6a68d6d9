import { describe, expect, it } from 'vitest';
import { checkDatabase } from '#config/check-database.ts';
import { Database } from '#domain/project/database.ts';

const at = ['projects', 'shop', 'database'];
const check = (database: Record<string, unknown>) =>
  checkDatabase(at, Database.parse({ migrate: ['db', 'migrate'], ...database }));

describe('checkDatabase', () => {
  it('has nothing to say where there is none, or where every command can be filled in', () => {
    expect(checkDatabase(at, undefined)).toEqual([]);
    expect(check({ backup: ['db', '{environment}', '{key}'], migrate: ['db', '{phase}', '{commit}'] })).toEqual([]);
  });

  it.each(['backup', 'migrate', 'migrateBack'])('names an unknown placeholder of %s', (key) => {
    expect(check({ [key]: ['db', '{verison}'] })).toEqual([
      {
        path: [...at, key, 1],
        at: 'value',
        message: 'There is no placeholder {verison}. Did you mean {version}?',
      },
    ]);
  });

  it.each([
    [{ nature: 'reversible' }, ['nature']],
    [{ paths: { reversible: ['db/**'] } }, ['paths', 'reversible']],
  ])('refuses what is called reversible and cannot be undone: %j', (database, place) => {
    expect(check(database)).toMatchObject([{ path: [...at, ...place] }]);
    expect(check({ ...database, migrateBack: ['db', 'back'] })).toEqual([]);
  });
});
