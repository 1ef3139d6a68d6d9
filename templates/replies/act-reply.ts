import type { Words } from '#domain/drawing.ts';
import type { ActOutcome } from '#domain/moves/act-outcome.ts';
import { donePhrase } from '../moves/done-phrase.ts';
import { moveWords } from '../moves/move-words.ts';
import { moveRefusal } from '../refusals/move-refusal.ts';
import { proposeRefusal } from '../refusals/propose-refusal.ts';
import { endedSentence } from '../release/ending-phrase.ts';
import { nextPhrase } from '../release/next-phrase.ts';
import { say } from '../text/say.ts';
import { words } from './words.ts';

/** The private answer to a press: what was done, that it was done before, or which rule forbids it and who can. */
export function actReply(outcome: ActOutcome): Words {
  const { release, request } = outcome;
  switch (outcome.kind) {
    case 'done':
      return words([donePhrase(release, request)]);
    case 'already': {
      const stands = release.ending === null ? nextPhrase(release, release.updatedAt) : endedSentence(release);
      return words([say`This was done already; nothing was counted twice.`, stands]);
    }
    case 'refused':
      return words([moveRefusal(release, request, outcome.refusal)]);
    case 'plan_refused':
      return words([
        say`It was not possible to ${moveWords(release, request)}.`,
        proposeRefusal(outcome.refusal),
        say`The release stays as it was.`,
      ]);
  }
}
