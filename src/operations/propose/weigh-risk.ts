import type { Migration } from '#domain/migrations/migration.ts';
import type { Plan } from '#domain/plan/plan.ts';
import type { Project } from '#domain/project/project.ts';
import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import { assessRisk, type RiskFacts } from '#domain/risk/assess-risk.ts';
import { daysSinceRelease } from '#domain/risk/last-release.ts';
import { pastFailures } from '#domain/risk/past-failures.ts';
import type { Risk } from '#domain/risk/risk.ts';
import { hourOf } from '#domain/risk/working-hours.ts';
import { type History, plannedCommit } from './history.ts';

type Weighed = {
  readonly project: Project;
  readonly history: History;
  /** Those of the range. */
  readonly migrations: readonly Migration[];
};

/** The risk of a release as it is proposed: what is in it, how the last ones went, and when it is asked for. */
export function weighRisk(
  weighed: Weighed,
  asked: { readonly record: ProjectRecord; readonly services: readonly string[]; readonly at: number },
): Risk {
  return assessRisk({
    ...contents(weighed),
    days: daysSinceRelease(asked.record, asked.at),
    failures: pastFailures(asked.record, asked.services),
    hour: hourOf(asked.at, weighed.project.risk.hours),
  });
}

/** The same for a plan that is made again: the commits are weighed anew, the rest stays as it was. Null where it never was weighed. */
export function reweighRisk(weighed: Omit<Weighed, 'project'>, { risk }: Plan): Risk | null {
  if (risk === undefined) return null;
  const lineOf = (factor: string) => risk.lines.find((line) => line.factor === factor);
  const failures = lineOf('failures');
  return assessRisk({
    ...contents(weighed),
    days: lineOf('age')?.value ?? null,
    failures: { failed: failures?.value ?? 0, of: failures?.of ?? 0 },
    hour: lineOf('hour')?.hour ?? 'working',
  });
}

function contents({
  history,
  migrations,
}: Omit<Weighed, 'project'>): Pick<RiskFacts, 'changes' | 'migrations' | 'breaking'> {
  return {
    changes: history.commits.length,
    // A first release finds an empty database: its migrations are no risk to anybody.
    migrations: history.previous === null ? 0 : migrations.length,
    breaking: history.commits.filter((commit) => plannedCommit(commit).breaking).length,
  };
}
