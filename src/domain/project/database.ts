import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Name } from '../ids.ts';
import { MigrationNature } from '../migrations/migration.ts';
import { CommandLine } from './deployer-config.ts';

const Patterns = z.array(z.string().min(1)).default([]);

/** How the database of a project is migrated. The commands run on the worker, in a checkout of the release commit. */
export const Database = z.strictObject({
  backup: CommandLine.optional().describe('Makes a backup; runs before every migration.'),
  migrate: CommandLine.describe(
    'Brings the database to {version}. {phase} is `expand` before the services, `contract` after.',
  ),
  migrateBack: CommandLine.optional().describe(
    'Undoes the migrations of {version}, back to {previous}; needed for reversible ones.',
  ),
  test: CommandLine.optional().describe(
    'Tries the migrations of {version} on a database of its own; run by the check migration-test.',
  ),
  rehearsedReverse: z
    .boolean()
    .default(false)
    .describe(
      'Whether a migration is undone only when a rehearsal has undone it before; a rollback over another one is refused.',
    ),
  timeout: Duration.default(1_800_000).describe('Longest time one of these commands may take.'),
  nature: MigrationNature.default('forward-only').describe(
    'Nature of the migrations under `migrations` that no pattern below names.',
  ),
  paths: z
    .strictObject({
      reversible: Patterns.describe('Path patterns of migrations that can be undone.'),
      forwardOnly: Patterns.describe(
        'Path patterns of migrations that stay, and that the version before can live with.',
      ),
      destructive: Patterns.describe('Path patterns of migrations that the version before cannot live with.'),
    })
    .prefault({})
    .describe('Which migrations are of which nature; where several match, the most dangerous counts.'),
  approvers: z
    .array(Name)
    .default([])
    .describe(
      'Roles that approve a destructive migration; those that approve for the environment, else the managers, when left out.',
    ),
});
export type Database = z.infer<typeof Database>;
