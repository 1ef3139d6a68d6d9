import { dataFate } from '../migrations/judge-migrations.ts';
import type { Migration } from '../migrations/migration.ts';
import type { Step } from '../plan/step.ts';
import type { Project } from '../project/project.ts';
import type { Certificate } from '../rehearsal/certificate.ts';
import type { Release } from '../release/release.ts';
import { stateOf } from '../release/step-of.ts';
import { wasTouched } from '../release/step-state.ts';

/**
 * What a way back means for one migration in between. `undone`: it is run back. `stays`: the version before runs against it. `refused`: the
 * version before cannot. `not_run`: it has not run yet. `why` says what keeps a reversible one from being run back.
 */
export type MigrationReturn = Migration & {
  readonly fate: 'undone' | 'stays' | 'refused' | 'not_run';
  readonly why: 'no_command' | 'beside_forward_only' | 'not_rehearsed' | null;
};

/** What becomes of the migrations that a finished version brought. */
export function migrationReturns(
  project: Pick<Project, 'database'>,
  migrations: readonly Migration[],
  certificates: readonly Certificate[] = [],
): readonly MigrationReturn[] {
  const whole = dataFate(project, migrations, certificates);
  return migrations.map((migration) => {
    if (migration.nature === 'destructive') return { ...migration, fate: 'refused', why: null };
    if (whole === 'undone') return { ...migration, fate: 'undone', why: null };
    if (whole === 'unrehearsed') return { ...migration, fate: 'refused', why: 'not_rehearsed' };
    return { ...migration, fate: 'stays', why: whyStays(project, migration, migrations) };
  });
}

/** The same for a release in flight, by which of its migrations have begun in any of its environments. */
export function migrationReturnsInFlight(
  project: Pick<Project, 'database'>,
  release: Release,
): readonly MigrationReturn[] {
  const { migrations = [], steps } = release.plan;
  const begun = steps.filter((step) => step.kind === 'migrate' && wasTouched(stateOf(release, step.id)));
  const expanded = begun.find((step) => step.irreversible === null);
  const isContracted = begun.some((step) => step.irreversible !== null);
  return migrations.map((migration) => {
    if (migration.nature === 'destructive')
      return { ...migration, fate: isContracted ? 'refused' : 'not_run', why: null };
    if (expanded === undefined) return { ...migration, fate: 'not_run', why: null };
    if (isReversed(expanded)) return { ...migration, fate: 'undone', why: null };
    return { ...migration, fate: 'stays', why: whyStays(project, migration, migrations) };
  });
}

function isReversed(step: Step): boolean {
  return Array.isArray(step.params.reverse);
}

function whyStays(
  { database }: Pick<Project, 'database'>,
  { nature }: Migration,
  all: readonly Migration[],
): MigrationReturn['why'] {
  if (nature !== 'reversible') return null;
  if (database?.migrateBack === undefined) return 'no_command';
  if (all.some((other) => other.nature === 'forward-only')) return 'beside_forward_only';
  return database.rehearsedReverse ? 'not_rehearsed' : null;
}
