import { formatDuration } from '#domain/duration.ts';
import type { CanaryVerdict } from '#domain/validation/canary-verdicts.ts';
import type { CheckOutcome } from '#domain/validation/check-result.ts';
import type { DemandFault } from '#domain/validation/demanded-validation.ts';
import type { CheckedMigration, MigrationFault } from '#domain/validation/migration-findings.ts';

/** One migration of the range: "db/002.sql: reversible, by a pattern or a footer". */
export function migrationLine({ path, nature, isDeclared }: CheckedMigration): string {
  return `${path}: ${nature}, ${isDeclared ? 'by a pattern or a footer' : 'by database.nature'}`;
}

/** What is wrong with migrations, and what helps. */
export function faultWords(fault: MigrationFault): string {
  switch (fault.code) {
    case 'no_way_back':
      return `${count(fault.paths.length, 'migration')} called reversible, and database.migrateBack names no command to run them back with.`;
    case 'phases_mixed':
      return 'There are migrations for before and for after the services, and database.migrate cannot tell them apart: it needs an argument with {phase}.';
  }
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what} is` : `${number} ${what}s are`;
}

const verdictWords = {
  pass: 'passed',
  fail: 'failed',
  not_enough_data: 'not enough data',
  under_way: 'still under way',
  passed_by_person: 'let pass by a person before its time was up',
} as const;

/** What the canary of one service came to: "api in production: passed, score 96". */
export function canaryLine({ environment, service, verdict, score }: CanaryVerdict): string {
  return `${service} in ${environment}: ${verdictWords[verdict]}${score === null ? '' : `, score ${Math.round(score)}`}`;
}

/** The whole of a canary: one failure fails it, and what nobody has measured to its end is not known. */
export function canaryOutcome(verdicts: readonly CanaryVerdict[]): {
  readonly outcome: CheckOutcome;
  readonly why: string;
} {
  const having = (one: CanaryVerdict['verdict']) => verdicts.filter(({ verdict }) => verdict === one).length;
  if (having('fail') > 0)
    return { outcome: 'failed', why: `The analysis failed for ${having('fail')} of ${verdicts.length}.` };
  if (having('not_enough_data') > 0) return { outcome: 'not_known', why: 'There was not enough data to judge by.' };
  if (having('under_way') > 0) return { outcome: 'not_known', why: 'The canary is still under way.' };
  return { outcome: 'passed', why: `The analysis passed for all ${verdicts.length}.` };
}

/** Why the newest validation of a version is not what an environment demands; null where there is none. */
export function faultOfDemand(fault: DemandFault | null): string {
  switch (fault?.kind) {
    case undefined:
      return 'This commit was not validated';
    case 'too_old':
      return `Its validation is ${formatDuration(fault.age)} old, which is too old`;
    case 'not_ready':
      return `It was not ready: ${fault.passed} of ${fault.of} checks passed`;
    case 'checks_missing':
      return `Its validation does not show that ${fault.checks.join(', ')} ${fault.checks.length === 1 ? 'passes' : 'pass'}`;
  }
}
