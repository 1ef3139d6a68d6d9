import type { Plan } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import { assessRisk, type RiskFacts } from '#domain/risk/assess-risk.ts';
import { daysSinceRelease } from '#domain/risk/last-release.ts';
import { pastFailures } from '#domain/risk/past-failures.ts';
import type { Risk } from '#domain/risk/risk.ts';
import { hourOf } from '#domain/risk/working-hours.ts';
import type { GitReader } from '#ports/git.ts';
import { type History, plannedCommit } from './history.ts';
import { readMigrations } from './read-migrations.ts';

type Reader = Pick<GitReader, 'changedPaths'>;

type Weighed = {
  readonly git: Reader;
  readonly project: Project;
  readonly history: History;
};

/** The risk of a release as it is proposed: what is in it, how the last ones went, and when it is asked for. */
export async function weighRisk(
  { git, project, history }: Weighed,
  asked: { readonly record: ProjectRecord; readonly services: readonly string[]; readonly at: number },
): Promise<Risk> {
  return assessRisk({
    ...(await contents({ git, project, history })),
    days: daysSinceRelease(asked.record, asked.at),
    failures: pastFailures(asked.record, asked.services),
    hour: hourOf(asked.at, project.risk.hours),
  });
}

/** The same for a plan that is made again: the commits are weighed anew, the rest stays as it was. Null where it never was weighed. */
export async function reweighRisk(weighed: Weighed, { risk }: Plan): Promise<Risk | null> {
  if (risk === undefined) return null;
  const lineOf = (factor: string) => risk.lines.find((line) => line.factor === factor);
  const failures = lineOf('failures');
  return assessRisk({
    ...(await contents(weighed)),
    days: lineOf('age')?.value ?? null,
    failures: { failed: failures?.value ?? 0, of: failures?.of ?? 0 },
    hour: lineOf('hour')?.hour ?? 'working',
  });
}

async function contents({
  git,
  project,
  history,
}: Weighed): Promise<Pick<RiskFacts, 'changes' | 'migrations' | 'breaking'>> {
  // A first release finds an empty database: its migrations are no risk to anybody.
  const migrations = history.previous === null ? [] : await readMigrations(git, project, history);
  return {
    changes: history.commits.length,
    migrations: migrations.length,
    breaking: history.commits.filter((commit) => plannedCommit(commit).breaking).length,
  };
}
