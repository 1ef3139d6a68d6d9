import type { Unmet } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';

/** What was demanded of a rollback plan and it does not keep, with the reason and what would help. Nothing where it keeps all. */
export function unmetPhrases(unmet: Unmet | null): readonly Phrase[] {
  if (unmet === null) return [];
  return [
    ...unmet.away.map(
      ({ environment, services }) =>
        say`${strong('Downtime is not acceptable, and this plan has some:')} ${listed(services, 8)} in ${environment} would be away for a time. The platform has no second side, shares no traffic and replaces no instances one by one. Give it a deployer that can, or ask again with --downtime-acceptable true.`,
    ),
    ...migrationPhrase(unmet.migrations),
  ];
}

function migrationPhrase(migrations: Unmet['migrations']): readonly Phrase[] {
  const demand = strong('The migrations have to be run back, and');
  if (migrations === 'not_known')
    return [say`${demand} nobody can say which ones there are: one of the two versions has no tag in the repository.`];
  if (migrations.length === 0) return [];
  const paths = [...new Set(migrations.map(({ path }) => path))].map((path) => code(plain(path, 120)));
  return [say`${demand} ${listed(paths, 6)} would not be. The lines on the database say why.`];
}
