import type { Release } from '#domain/release/release.ts';
import type { Validated } from '#domain/validation/validated.ts';
import { verdictOf } from '#domain/validation/verdict.ts';
import { agoToken } from '../text/date-token.ts';
import type { Phrase } from '../text/phrase.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';

/** What the checks of a validation come to: "3 of 4 checks passed, 1 warning.", or what stands in the way. */
export function verdictPhrase(release: Release): Phrase {
  const { isReady, of, passed, blockers, warnings, allowed } = verdictOf(release);
  const warned = warnings === 0 ? '' : `, ${plural(warnings, 'warning')}`;
  const head = say`${passed} of ${plural(of, 'check')} passed${warned}.`;
  if (blockers === 0) return head;
  const stands = blockers === 1 ? '1 check stands in the way' : `${blockers} checks stand in the way`;
  const limit = allowed === 0 ? 'none may' : `${allowed} may`;
  return isReady
    ? say`${head} ${stands}, and ${limit}.`
    : say`${head} ${stands}, and ${limit}. Mend what failed and validate again.`;
}

/** The verdict in a word or two. */
export function verdictWord(release: Release): string {
  return verdictOf(release).isReady ? 'Ready' : 'Not ready';
}

/** "Validated 2 hours ago: 4 of 4 checks passed." and whether that is enough. Whoever reads it later reads of a greater age. */
export function validatedPhrase({ at, isReady, passed, of }: Validated): Phrase {
  const verdict = isReady ? '' : ', so it is not ready';
  return say`${strong('Validated')} ${agoToken(at)}: ${passed} of ${plural(of, 'check')} passed${verdict}.`;
}
