import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type EnvironmentName, environmentNames } from './place.ts';

const name = z.string().regex(/^\w{1,60}$/);

/** What a migration leaves behind: the columns of each table, and which migration ran for which version. `revision` counts its changes. */
export const Database = z.object({
  revision: z.number().int().nonnegative(),
  tables: z.record(name, z.array(name)),
  applied: z.array(z.object({ file: z.string().max(200), version: z.string().max(100) })),
});
export type Database = z.infer<typeof Database>;

const Stored = z.object({ now: Database, backups: z.record(z.string(), Database) });
type Stored = z.infer<typeof Stored>;

export type Databases = {
  readonly read: (environment: EnvironmentName) => Database;
  /** Puts a database in the place of the one it was read from; `changed` when somebody wrote in between. */
  readonly write: (environment: EnvironmentName, next: Database) => 'written' | 'changed';
  /** Keeps a copy under a key. Again, it is the copy that was made first. */
  readonly backUp: (environment: EnvironmentName, key: string) => void;
  readonly backups: (environment: EnvironmentName) => readonly string[];
};

const empty: Stored = { now: { revision: 0, tables: {}, applied: [] }, backups: {} };

/** The databases of the shop, one file of JSON for each environment, written aside first so that one is there whole or not at all. */
export function openDatabases(directory: string): Databases {
  mkdirSync(directory, { recursive: true });
  const fileOf = (environment: EnvironmentName): string => join(directory, `${environment}.json`);
  const load = (environment: EnvironmentName): Stored => {
    const file = fileOf(environment);
    return existsSync(file) ? Stored.parse(JSON.parse(readFileSync(file, 'utf8'))) : empty;
  };
  const save = (environment: EnvironmentName, stored: Stored): void => {
    writeFileSync(`${fileOf(environment)}.new`, JSON.stringify(stored, null, 2));
    renameSync(`${fileOf(environment)}.new`, fileOf(environment));
  };
  const known = new Map(environmentNames.map((environment) => [environment, load(environment)]));
  const at = (environment: EnvironmentName): Stored => known.get(environment) ?? empty;
  const keep = (environment: EnvironmentName, stored: Stored): void => {
    save(environment, stored);
    known.set(environment, stored);
  };
  return {
    read: (environment) => at(environment).now,
    write: (environment, next) => {
      const stored = at(environment);
      if (next.revision !== stored.now.revision) return 'changed';
      keep(environment, { ...stored, now: { ...next, revision: next.revision + 1 } });
      return 'written';
    },
    backUp: (environment, key) => {
      const { now, backups } = at(environment);
      if (!Object.hasOwn(backups, key)) keep(environment, { now, backups: { ...backups, [key]: now } });
    },
    backups: (environment) => Object.keys(at(environment).backups),
  };
}
