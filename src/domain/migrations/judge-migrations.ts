import { placeholdersIn } from '../placeholders.ts';
import type { PlanFacts } from '../plan/plan-facts.ts';
import type { PlanRefusal } from '../plan/plan-refusal.ts';
import type { Database } from '../project/database.ts';
import type { Environment } from '../project/environment.ts';
import type { Project } from '../project/project.ts';
import type { Certificate } from '../rehearsal/certificate.ts';
import { type Migration, type MigrationNature, mostDangerous } from './migration.ts';

/**
 * What becomes of the data when a version is taken back over migrations that have run. `unrehearsed`: they could be undone, and the project
 * wants that to have been rehearsed before.
 */
export type DataFate = 'undone' | 'stays' | 'unrehearsed' | 'refused';

/** The nature a phase runs with; null where the range has nothing for it. */
export type Phases = { readonly expand: MigrationNature | null; readonly contract: 'destructive' | null };

/**
 * What runs before the services and what after them, by expand and contract: additions first, so that both versions can run, and what only
 * the new version can live with last.
 */
export function phasesOf(migrations: readonly Migration[]): Phases {
  const natures = migrations.map(({ nature }) => nature);
  return {
    expand: mostDangerous(natures.filter((nature) => nature !== 'destructive')),
    contract: natures.includes('destructive') ? 'destructive' : null,
  };
}

/** Whether migrations run both before and after the services, by a command that cannot tell the two apart. */
export function mixesPhases({ migrate }: Database, migrations: readonly Migration[]): boolean {
  const { expand, contract } = phasesOf(migrations);
  const tellsPhases = migrate.some((argument) => placeholdersIn(argument).includes('phase'));
  return expand !== null && contract !== null && !tellsPhases;
}

/** Whether migrations of these natures are undone, stay, or forbid the way back. Only what is declared reversible and has a command is undone. */
export function dataFate(
  { database }: Pick<Project, 'database'>,
  migrations: readonly Migration[],
  certificates: readonly Certificate[] = [],
): DataFate {
  const nature = mostDangerous(migrations.map((migration) => migration.nature));
  if (nature === 'destructive') return 'refused';
  if (nature !== 'reversible' || database?.migrateBack === undefined) return 'stays';
  return database.rehearsedReverse && unrehearsed(migrations, certificates).length > 0 ? 'unrehearsed' : 'undone';
}

/** The reversible migrations that no rehearsal has undone so far. */
export function unrehearsed(
  migrations: readonly Migration[],
  certificates: readonly Certificate[],
): readonly Migration[] {
  const undone = new Set(certificates.flatMap((certificate) => certificate.undone));
  return migrations.filter(({ path, nature }) => nature === 'reversible' && !undone.has(path));
}

/** Who may say yes to a destructive migration: the roles named for it, else those of the environment, else the managers. */
export function contractApprovers(project: Project, environment: Environment): readonly string[] {
  const ofEnvironment = environment.approvals.flatMap((rule) => rule.roles);
  const named = [project.database?.approvers ?? [], ofEnvironment, project.managers];
  return [...new Set(named.find((roles) => roles.length > 0) ?? [])];
}

/**
 * Why the migrations of a range forbid the plan; null when they do not. A way back over a destructive one is refused. A range with both
 * phases needs a command that can tell them apart, and a destructive one needs somebody to approve it.
 */
export function migrationRefusal(facts: PlanFacts, environments: readonly Environment[]): PlanRefusal | null {
  const { project, migrations = [] } = facts;
  const { database } = project;
  const destructive = migrations.filter(({ nature }) => nature === 'destructive').map(({ path }) => path);
  const { certificates = [] } = facts;
  if (facts.intent === 'rollback' && dataFate(project, migrations, certificates) === 'unrehearsed') {
    const paths = unrehearsed(migrations, certificates).map(({ path }) => path);
    return { code: 'reverse_not_rehearsed', from: facts.previous ?? '', to: facts.version, paths };
  }
  if (destructive.length === 0) return null;
  if (facts.intent === 'rollback') {
    const [from, to] = [facts.previous ?? '', facts.version];
    return { code: 'destructive_migration', from, to, paths: destructive, hasBackup: database?.backup !== undefined };
  }
  if (database === undefined || environments.length === 0) return null;
  if (mixesPhases(database, migrations)) return { code: 'mixed_migrations', paths: destructive };
  if (facts.intent !== 'release') return null;
  const orphan = environments.find((environment) => contractApprovers(project, environment).length === 0);
  return orphan === undefined ? null : { code: 'migration_without_approver', environment: orphan.name };
}
