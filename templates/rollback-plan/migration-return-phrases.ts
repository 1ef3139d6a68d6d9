import type { MigrationReturn } from '#domain/rollback-plan/migration-return.ts';
import { fittingLines } from '../text/fitting.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';

/** What the way back means for each migration in between, one line each. */
export function migrationReturnPhrases(migrations: readonly MigrationReturn[], older: string): readonly Phrase[] {
  const lines = migrations.map(
    (one) => say`${code(plain(one.path, 120))} (${one.nature}): ${fatePhrase(one, plain(older, 40))}.`,
  );
  return fittingLines(lines, 1_200, (count) => say`+${plural(count, 'more migration')}.`);
}

function fatePhrase({ fate, why }: MigrationReturn, older: string): Phrase {
  switch (fate) {
    case 'undone':
      return say`run back once the services are back; what was written into it since is lost`;
    case 'not_run':
      return say`has not run yet, so there is nothing to run back`;
    case 'refused':
      if (why === 'not_rehearsed') return say`no rehearsal has run its reverse, so there is no way back over it`;
      return say`${older} cannot run against it, so there is no way back over it`;
    case 'stays':
      return say`stays, and ${older} runs against the newer database${why === null ? '' : reasons[why]}`;
  }
}

const reasons = {
  no_command: '; database.migrateBack in fairlead.yml names no command to run it back with',
  not_rehearsed: '; no rehearsal has run its reverse',
  beside_forward_only: '; it came together with a forward-only one, and they are not parted',
} as const;
