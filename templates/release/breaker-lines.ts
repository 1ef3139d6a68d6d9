import type { ProjectOverview } from '#domain/overview.ts';
import { breakerPhrase } from '../refusals/breaker-refusal.ts';
import { dateToken } from '../text/date-token.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';

/** One line for each service that is not released just now, with when that ends. */
export function breakerLines({ breakers = [] }: ProjectOverview): readonly Phrase[] {
  return breakers.map(
    (open) =>
      say`${strong('Circuit breaker open')}: ${breakerPhrase(open)}, so it is not released again before ${dateToken(open.closesAt)}.`,
  );
}
