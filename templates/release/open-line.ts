import type { Release } from '#domain/release/release.ts';
import { mentionChannel } from '../text/mention.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { nextPhrase } from './next-phrase.ts';
import { lineOfTruth } from './release-card.ts';

/** An open release in one line, with the channel its card is in. */
export function openLine(release: Release, now: number): Phrase {
  return say`${strong(lineOfTruth(release, now))}. ${nextPhrase(release, now)} Card in ${mentionChannel(release.channel)}.`;
}
