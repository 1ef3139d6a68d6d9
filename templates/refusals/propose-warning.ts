import type { ProposeWarning } from '#domain/proposal/propose-outcome.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { code } from '../text/styled.ts';

/** What the person should know though nothing is wrong. */
export function proposeWarning(warning: ProposeWarning): Phrase {
  const nearest = code(plain(warning.nearest, 60));
  switch (warning.code) {
    case 'skips_versions':
      return say`It leaves out versions: the next in order is ${nearest}.`;
    case 'feature_in_patch':
      return say`It is a patch, but the commits hold new features: ${nearest} would announce them.`;
  }
}
