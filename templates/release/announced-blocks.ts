import { opinions } from '#domain/moves/opinions.ts';
import type { Release } from '#domain/release/release.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { type Tally, tallyOf } from '#domain/release/tally.ts';
import { actions } from '../blocks/actions.ts';
import type { Block } from '../blocks/block.ts';
import { context } from '../blocks/context.ts';
import { paragraph, quote, richText } from '../blocks/rich-text.ts';
import { dateToken } from '../text/date-token.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';
import { moveButtons } from './move-buttons.ts';
import { titleOf } from './subject.ts';

const mostShown = 3;

/** What rules in announce mode would have stopped, with the buttons by which people say whether they agree, and the tally. */
export function announcedBlocks(release: Release): readonly Block[] {
  const shown = release.ending === null ? release.announced.slice(-mostShown) : [];
  const tally = tallyPhrase(release);
  return [
    ...shown.flatMap((one) => {
      const step = stepOf(release, one.step);
      const title = step === null ? one.step : titleOf(step);
      const buttons = moveButtons(release, (legal) => opinions.includes(legal.move) && legal.step === one.step);
      const said = say`${strong('Would have stopped')} ${dateToken(one.at)}: ${title}. It only tells, so the release goes on. Was it right?`;
      return [richText(paragraph(said), quote(say`${plain(one.words, 600)}`)), ...actions(buttons)];
    }),
    ...(tally.length === 0 ? [] : [context(tally)]),
  ];
}

/** "Only telling: the analysis would have stopped 1 of 3, and 2 people agreed." Empty where no rule announces. */
export function tallyPhrase(release: Release): Phrase {
  const tallies = tallyOf(release);
  return tallies.length === 0 ? [] : say`Only telling: ${listed(tallies.map(ruleWords), 4)}.`;
}

const names = { analysis: 'the analysis', metrics: 'the watch of the metrics' } as const;

function ruleWords({ rule, of, stopped, agreed, disagreed }: Tally): Phrase {
  const said = agreed + disagreed;
  const answers = said === 0 ? '' : ` (${agreed} of ${plural(said, 'answer')} agreed)`;
  return say`${names[rule]} would have stopped ${stopped} of ${of}${answers}`;
}
