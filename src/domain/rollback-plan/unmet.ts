import type { RollbackPlanRequest } from '../requests/rollback-plan-request.ts';
import type { MigrationReturn } from './migration-return.ts';
import type { PlaceReturn, Unmet } from './rollback-plan-outcome.ts';

type Demands = Pick<RollbackPlanRequest, 'migrationRollbackRequired' | 'downtimeAcceptable'>;

/**
 * What was demanded and the plan does not keep; null when it keeps all. Migrations that were not run yet need no way back; where they are
 * not known, nobody can say that they are run back.
 */
export function unmetBy(
  { migrationRollbackRequired, downtimeAcceptable }: Demands,
  places: readonly Pick<PlaceReturn, 'environment' | 'services'>[],
  migrations: readonly MigrationReturn[] | null,
): Unmet | null {
  const away = downtimeAcceptable === false ? places.flatMap(awayIn) : [];
  const left = migrationRollbackRequired === true ? leftBehind(migrations) : [];
  return away.length === 0 && left.length === 0 ? null : { away, migrations: left };
}

function awayIn({ environment, services }: Pick<PlaceReturn, 'environment' | 'services'>): Unmet['away'] {
  const names = services.filter((one) => one.isAway).map((one) => one.service);
  return names.length === 0 ? [] : [{ environment, services: names }];
}

function leftBehind(migrations: readonly MigrationReturn[] | null): Unmet['migrations'] {
  return migrations === null ? 'not_known' : migrations.filter(({ fate }) => fate === 'stays' || fate === 'refused');
}
