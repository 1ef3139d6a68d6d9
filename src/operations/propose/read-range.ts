import type { Commit } from '#domain/commits/commit.ts';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import type { Sha } from '#domain/ids.ts';
import type { Migration } from '#domain/migrations/migration.ts';
import { knowsMigrations, recogniseMigrations } from '#domain/migrations/recognise-migrations.ts';
import type { PlannedCommit } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import type { ReleaseUnit } from '#domain/version/release-unit.ts';
import type { GitReader } from '#ports/git.ts';
import { releaseAuthor } from '../steps/release-commit.ts';
import { oursIn, plannedCommit } from './history.ts';

/** What lies between two commits of a unit. */
export type RangeContents = {
  /** Newest first, without release commits, which say nothing of what users get or lose. */
  readonly commits: readonly PlannedCommit[];
  readonly migrations: readonly Migration[];
};

/** Reads what came after `from`, up to `to`; everything up to it where `from` is null. */
export async function readRange(
  git: Pick<GitReader, 'commits' | 'changedPaths'>,
  project: Project,
  unit: ReleaseUnit,
  { from, to }: { readonly from: Sha | null; readonly to: Sha },
): Promise<RangeContents> {
  const commits: PlannedCommit[] = [];
  const declaring: Commit[] = [];
  const isOurs = oursIn(project, unit);
  for await (const record of git.commits({ from, to, withPaths: isOurs !== null })) {
    const commit = parseCommit(record);
    if (isOurs !== null && !isOurs(commit, record.paths ?? [])) continue;
    declaring.push(commit);
    if (record.authorEmail !== releaseAuthor.authorEmail) commits.push(plannedCommit(commit));
  }
  const paths = knowsMigrations(project) ? await git.changedPaths({ from, to }) : [];
  return { commits, migrations: recogniseMigrations(project, paths, declaring) };
}
