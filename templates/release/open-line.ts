import type { Release } from '#domain/release/release.ts';
import { mentionChannel } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { tallyPhrase } from './announced-blocks.ts';
import { nextPhrase } from './next-phrase.ts';
import { lineOfTruth } from './release-card.ts';

/** An open release in one line: what is next, what rules that only tell would have done, and the channel its card is in. */
export function openLine(release: Release, now: number): Phrase {
  const tally = tallyPhrase(release);
  const told = tally.length === 0 ? tally : say` ${tally}`;
  return say`${strong(lineOfTruth(release, now))}. ${nextPhrase(release, now)}${told} Card in ${mentionChannel(release.channel)}.`;
}
