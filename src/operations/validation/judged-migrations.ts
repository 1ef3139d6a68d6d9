import type { CheckResult } from '#domain/validation/check-result.ts';
import type { CheckedMigration, MigrationFault } from '#domain/validation/migration-findings.ts';
import { faultWords, migrationLine } from './check-words.ts';

/**
 * What the check of migrations comes to, and what it did not look at. `ran` is the end of the command that tries them; null where there is none,
 * or where it was not worth trying.
 */
export function judgedMigrations(
  seen: {
    readonly isRun: boolean;
    readonly migrations: readonly CheckedMigration[];
    readonly faults: readonly MigrationFault[];
  },
  ran: CheckResult | null,
): CheckResult {
  const { migrations, faults, isRun } = seen;
  const lines = [...migrations.map(migrationLine), ...faults.map(faultWords)]
    .map((line) => line.slice(0, 500))
    .slice(0, 50);
  const result = (outcome: CheckResult['outcome'], why: string): CheckResult => {
    return { outcome, why, lines, output: ran?.output ?? '' };
  };
  if (migrations.length === 0) return result('passed', 'The range holds no migration.');
  const many = migrations.length === 1 ? '1 migration' : `${migrations.length} migrations`;
  if (!isRun)
    return result(
      'not_known',
      `There is ${many}, and fairlead.yml has no database: nothing says what runs them or how they go back.`,
    );
  if (faults.length > 0) return result('failed', `There is ${many}, and something is missing.`);
  if (ran === null)
    return result(
      'passed',
      `There is ${many}: the nature of each is known, and it has the commands it needs. Not checked: that they run. database.test in fairlead.yml can name a command that tries them.`,
    );
  return ran.outcome === 'passed'
    ? result(
        'passed',
        `There is ${many}: the nature of each is known, it has the commands it needs, and database.test has tried it.`,
      )
    : result(ran.outcome, `There is ${many}, and database.test does not pass: ${ran.why}`);
}
