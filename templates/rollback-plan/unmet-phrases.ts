import type { Unmet } from '#domain/rollback-plan/rollback-plan-outcome.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code, strong } from '../text/styled.ts';

/** What was demanded of a rollback plan and it does not keep, with the reason and what would help. Nothing where it keeps all. */
export function unmetPhrases(unmet: Unmet | null): readonly Phrase[] {
  if (unmet === null) return [];
  return [...awayPhrase(unmet.away), ...migrationPhrase(unmet.migrations)];
}

function awayPhrase(away: Unmet['away']): readonly Phrase[] {
  if (away.length === 0) return [];
  const places = away.map(({ environment, services }) => say`${listed(services, 8)} in ${environment}`);
  const who = listed(places, 4);
  return [
    say`${strong('Downtime is not acceptable, and this plan has some:')} ${who} would be away for a time. The platform has no second side, shares no traffic and does not replace instances one by one. Give it a deployer that does, or ask again with --downtime-acceptable true.`,
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
