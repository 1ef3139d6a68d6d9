import { type Json, StepId } from '../ids.ts';
import { contractApprovers, dataFate, phasesOf } from '../migrations/judge-migrations.ts';
import type { MigrationNature } from '../migrations/migration.ts';
import type { Database } from '../project/database.ts';
import type { Environment } from '../project/environment.ts';
import { commitParams } from './commit-params.ts';
import { lastOf } from './last-of.ts';
import { plainStep } from './plain-step.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { Step } from './step.ts';

type Place = { readonly facts: PlanFacts; readonly environment: Environment; readonly database: Database };

/** Before the first service of an environment: a backup, and the migrations that both versions can run against. */
export function expandSteps(facts: PlanFacts, environment: Environment, needs: readonly StepId[]): readonly Step[] {
  const { database } = facts.project;
  const nature = phasesOf(facts.migrations ?? []).expand;
  if (facts.intent === 'rollback' || database === undefined || nature === null) return [];
  const place = { facts, environment, database };
  const backup = backupStep(place, 'backup', needs);
  const migrate = migrateStep(place, 'migrate', nature, backup === null ? needs : [backup.id]);
  return backup === null ? [migrate] : [backup, migrate];
}

/**
 * Behind everything else in an environment. For a release the destructive migrations, behind an approval of their own; for a rollback the
 * undoing of what is reversible, once the services are back.
 */
export function closingSteps(facts: PlanFacts, environment: Environment, before: readonly Step[]): readonly Step[] {
  const { database } = facts.project;
  const migrations = facts.migrations ?? [];
  if (database === undefined || migrations.length === 0) return [];
  const place = { facts, environment, database };
  if (facts.intent === 'rollback') {
    const isUndone = dataFate(facts.project, migrations, facts.certificates) === 'undone' && facts.since !== null;
    return isUndone ? [returnStep(place, lastOf(before))] : [];
  }
  const { contract } = phasesOf(migrations);
  // What is destroyed does not come back, so only a release goes that far.
  if (contract === null || facts.intent !== 'release') return [];
  const approval = approvalStep(place, lastOf(before));
  const backup = backupStep(place, 'contract/backup', [approval.id]);
  const migrate = migrateStep(place, 'contract/migrate', contract, [(backup ?? approval).id]);
  return backup === null ? [approval, migrate] : [approval, backup, migrate];
}

/** The undoing of a migration in the rollback plan of a release, behind the services of its environment; null for one that stays. */
export function undoMigration(migrate: Step, needs: readonly StepId[]): Step | null {
  const { reverse, ...params } = migrate.params;
  if (!Array.isArray(reverse)) return null;
  return {
    ...migrate,
    id: StepId.parse(`rollback/${migrate.id}`),
    kind: 'migrate-back',
    title: `Undo the database migrations of ${String(params.version)} in ${migrate.environment}`,
    needs: [...needs],
    params: { ...params, argv: reverse },
    undoes: migrate.id,
  };
}

function backupStep({ facts, environment, database }: Place, name: string, needs: readonly StepId[]): Step | null {
  if (database.backup === undefined) return null;
  return {
    ...plainStep,
    id: StepId.parse(`${environment.name}/${name}`),
    kind: 'backup',
    title: `Back up the database of ${environment.name}`,
    environment: environment.name,
    needs: [...needs],
    params: commandParams(facts, database, database.backup),
  };
}

function migrateStep(
  { facts, environment, database }: Place,
  name: string,
  nature: MigrationNature,
  needs: readonly StepId[],
): Step {
  const isDestructive = nature === 'destructive';
  const isReversible = nature === 'reversible' && database.migrateBack !== undefined;
  const isUndone = isReversible && mayBeUndone(facts);
  const what = isDestructive ? 'destructive database migrations' : 'database migrations';
  return {
    ...plainStep,
    id: StepId.parse(`${environment.name}/${name}`),
    kind: 'migrate',
    title: `Run the ${what} of ${facts.version} in ${environment.name}`,
    environment: environment.name,
    needs: [...needs],
    params: {
      ...commandParams(facts, database, database.migrate),
      phase: isDestructive ? 'contract' : 'expand',
      nature,
      reverse: isUndone ? [...(database.migrateBack ?? [])] : null,
      // Why it stays, where it need not.
      ...(isReversible && !isUndone ? { unrehearsed: true } : {}),
    },
    // What everybody has verified is not taken back because its clean-up failed, and nothing runs on what was cleaned up: people are asked.
    effect: isDestructive ? 'public' : 'target',
    irreversible: isDestructive
      ? `The version before cannot run against the database any more, so there is no way back in ${environment.name}.`
      : null,
  };
}

/** A rehearsal is where a reverse is tried; elsewhere it may have to be tried before. */
function mayBeUndone({ intent, project, migrations = [], certificates }: PlanFacts): boolean {
  const reversible = migrations.filter(({ nature }) => nature === 'reversible');
  return intent === 'rehearsal' || dataFate(project, reversible, certificates) === 'undone';
}

function returnStep({ facts, environment, database }: Place, needs: readonly StepId[]): Step {
  const [gone, back] = [facts.previous ?? '', facts.version];
  return {
    ...plainStep,
    id: StepId.parse(`${environment.name}/migrate-back`),
    kind: 'migrate-back',
    title: `Undo the database migrations of ${gone} in ${environment.name}`,
    environment: environment.name,
    needs: [...needs],
    params: {
      url: facts.project.repository.url,
      version: gone,
      previous: back,
      // The files that tell how to undo a migration came with the version that goes.
      checkout: facts.since,
      commit: null,
      argv: [...(database.migrateBack ?? [])],
      timeout: database.timeout,
      phase: 'expand',
      nature: 'reversible',
    },
    effect: 'target',
    irreversible: `${gone} cannot run against the database of ${back}; to go forward again, release it again.`,
  };
}

function commandParams(facts: PlanFacts, database: Database, argv: readonly string[]): Record<string, Json> {
  return {
    url: facts.project.repository.url,
    version: facts.version,
    previous: facts.previous,
    checkout: null,
    commit: commitParams(facts),
    argv: [...argv],
    timeout: database.timeout,
  };
}

function approvalStep({ facts, environment }: Place, needs: readonly StepId[]): Step {
  return {
    ...plainStep,
    id: StepId.parse(`${environment.name}/contract/approval`),
    kind: 'approval',
    title: `Approval of the destructive database migrations in ${environment.name}`,
    environment: environment.name,
    needs: [...needs],
    params: { for: 'migration' },
    gate: {
      kind: 'approval',
      rules: [{ roles: [...contractApprovers(facts.project, environment)], count: 1 }],
      selfApproval: environment.selfApproval,
      authorApproval: environment.authorApproval,
      expires: environment.approvalExpires,
    },
  };
}
