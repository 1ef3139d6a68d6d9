import type { Migration } from '#domain/migrations/migration.ts';
import { knowsMigrations, recogniseMigrations } from '#domain/migrations/recognise-migrations.ts';
import type { Project } from '#domain/project/project.ts';
import type { GitReader } from '#ports/git.ts';
import type { History } from './history.ts';

/** The database migrations a release brings: by the paths it changes (all of them for a first release) and by the footers of its commits. */
export async function readMigrations(
  git: Pick<GitReader, 'changedPaths'>,
  project: Project,
  { previous, head, commits }: History,
): Promise<readonly Migration[]> {
  if (!knowsMigrations(project)) return [];
  const paths = await git.changedPaths({ from: previous?.sha ?? null, to: head });
  return recogniseMigrations(project, paths, commits);
}
