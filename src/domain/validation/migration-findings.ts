import { z } from 'zod';
import { mixesPhases } from '../migrations/judge-migrations.ts';
import { type Migration, MigrationNature } from '../migrations/migration.ts';
import { recogniseMigrations } from '../migrations/recognise-migrations.ts';
import type { Project } from '../project/project.ts';

/** A migration of the range as the check of migrations sees it. */
export const CheckedMigration = z.strictObject({
  path: z.string(),
  nature: MigrationNature,
  /** Whether a pattern or a footer says its nature; otherwise it is the usual one of the project. */
  isDeclared: z.boolean(),
});
export type CheckedMigration = z.infer<typeof CheckedMigration>;

/** What is wrong with the migrations of a range before any of them runs. */
export const MigrationFault = z.discriminatedUnion('code', [
  /** Some are called reversible, and no command runs them back. */
  z.strictObject({ code: z.literal('no_way_back'), paths: z.array(z.string()) }),
  /** Some run before the services and some after, and the command cannot tell. */
  z.strictObject({ code: z.literal('phases_mixed') }),
]);
export type MigrationFault = z.infer<typeof MigrationFault>;

/**
 * The migrations of a range, each with whether its nature is declared. Nobody can say which file a footer of a commit means, so where there is
 * one, it speaks for all.
 */
export function checkedMigrations(
  project: Pick<Project, 'migrations' | 'database'>,
  migrations: readonly Migration[],
): readonly CheckedMigration[] {
  // What a pattern names is recognised also where no path counts as a migration of the usual nature.
  const byPattern = { migrations: [], database: project.database };
  const hasFooter = migrations.some(({ path }) => path.startsWith('commit '));
  return migrations.map(({ path, nature }) => ({
    path,
    nature,
    isDeclared: hasFooter || recogniseMigrations(byPattern, [path]).length > 0,
  }));
}

/** Everything that can be known of migrations without running them. None where there is no command that runs any. */
export function migrationFaults(
  { database }: Pick<Project, 'database'>,
  migrations: readonly CheckedMigration[],
): readonly MigrationFault[] {
  if (database === undefined) return [];
  const reversible = migrations.filter(({ nature }) => nature === 'reversible').map(({ path }) => path);
  return [
    ...(reversible.length > 0 && database.migrateBack === undefined
      ? [{ code: 'no_way_back', paths: reversible } as const]
      : []),
    ...(mixesPhases(database, migrations) ? [{ code: 'phases_mixed' } as const] : []),
  ];
}
