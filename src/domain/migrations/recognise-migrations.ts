import { matchesPattern } from '../path-pattern.ts';
import type { Project } from '../project/project.ts';
import { type Migration, MigrationNature, mostDangerous } from './migration.ts';

/** A commit as far as it can declare a migration. */
type Declaring = {
  readonly sha: string;
  readonly trailers: readonly { readonly token: string; readonly value: string }[];
};

/**
 * The migrations among the changed paths of a range, and those its commits declare with a footer `Migration: destructive`. A path is of the
 * most dangerous nature that a pattern gives it; one that is only known as a migration, and a footer that names no nature, is of the default
 * one. Sorted by path.
 */
export function recogniseMigrations(
  { migrations, database }: Pick<Project, 'migrations' | 'database'>,
  paths: readonly string[],
  commits: readonly Declaring[] = [],
): readonly Migration[] {
  const usual = database?.nature ?? 'forward-only';
  const { reversible = [], forwardOnly = [], destructive = [] } = database?.paths ?? {};
  const patterns = [
    ['reversible', reversible],
    ['forward-only', forwardOnly],
    ['destructive', destructive],
  ] as const;
  const natureOf = (path: string): MigrationNature | null => {
    const isNamedBy = (pattern: string): boolean => matchesPattern(path, pattern);
    const named = patterns.filter(([, list]) => list.some(isNamedBy)).map(([nature]) => nature);
    return mostDangerous(named) ?? (migrations.some(isNamedBy) ? usual : null);
  };
  const found = [...new Set(paths)].sort().flatMap((path): Migration[] => {
    const nature = natureOf(path);
    return nature === null ? [] : [{ path, nature }];
  });
  return [...found, ...commits.flatMap((commit) => declaredBy(commit, usual))];
}

/** Whether any path or footer could be a migration, so that a caller need not ask for the paths of a project without a database. */
export function knowsMigrations({ migrations, database }: Pick<Project, 'migrations' | 'database'>): boolean {
  return migrations.length > 0 || database !== undefined;
}

function declaredBy({ sha, trailers }: Declaring, usual: MigrationNature): readonly Migration[] {
  const own = trailers.filter(({ token }) => token.toLowerCase() === 'migration');
  const natures = own.map(({ value }) => {
    const nature = MigrationNature.safeParse(value.trim().toLowerCase());
    return nature.success ? nature.data : usual;
  });
  const nature = mostDangerous(natures);
  return nature === null ? [] : [{ path: `commit ${sha.slice(0, 8)}`, nature }];
}
