import type { VerdictTable } from '#domain/analysis/verdict-table.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';

/** "1.4.2 beside it" or "1.4.2 before the release": what the values are compared with, in as few words as tell it. */
export function comparedWith({ version, kind }: VerdictTable['baseline']): string {
  const what = version === null ? 'the version' : plain(version, 40);
  return kind === 'beside' ? `${what} beside it` : `${what} before the release`;
}

/** "score 50 of 100, compared with 1.4.2 beside it". */
export function scorePhrase({ score, baseline }: VerdictTable): Phrase {
  const points = score === null ? 'no score yet' : `score ${score} of 100`;
  return say`${points}, compared with ${comparedWith(baseline)}`;
}
