import type { MigrationNature } from '#domain/migrations/migration.ts';
import { aProject } from './a-release.ts';

/** The shop with a database: every command known, the phases told apart. */
export function aDatabaseProject(more: Record<string, unknown> = {}) {
  const database = {
    backup: ['db', 'backup', '{environment}'],
    migrate: ['db', 'migrate', '{phase}'],
    migrateBack: ['db', 'back', '{previous}'],
    approvers: ['dba'],
    ...more,
  };
  return aProject({ migrations: ['db/**'], database });
}

/** One migration of each of these natures. */
export function migrationsOf(...natures: readonly MigrationNature[]) {
  return natures.map((nature) => ({ path: `db/${nature}.sql`, nature }));
}
