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
import { announcedWords } from './announced-words.ts';
import { moveButtons } from './move-buttons.ts';
import { titleOf } from './subject.ts';

const mostShown = 3;

/** What rules in announce mode would have stopped, with the buttons by which people say whether they agree, and the tally. */
export function announcedBlocks(release: Release): readonly Block[] {
  const shown = release.ending === null ? release.announced.slice(-mostShown) : [];
  const tally = tallyPhrase(release);
  return [
    ...shown.flatMap((one, index) => {
      const step = stepOf(release, one.step);
      const title = step === null ? one.step : titleOf(step);
      // One answer counts for everything that was told of a step, so its buttons stand once.
      const isLast = !shown.slice(index + 1).some((other) => other.step === one.step);
      const buttons = moveButtons(
        release,
        (legal) => isLast && opinions.includes(legal.move) && legal.step === one.step,
      );
      const { heading, meanwhile } = announcedWords[one.rule];
      const said = say`${strong(heading)} ${dateToken(one.at)}: ${title}. ${meanwhile}${isLast ? ' Was it right?' : ''}`;
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

function ruleWords({ rule, of, stopped, agreed, disagreed }: Tally): Phrase {
  const said = agreed + disagreed;
  const answers = said === 0 ? '' : ` (${agreed} of ${plural(said, 'answer')} agreed)`;
  const { name } = announcedWords[rule];
  if (rule === 'rollback' || rule === 'breaker')
    return say`${name} would ${stopped === 0 ? 'not have acted' : 'have acted'}${answers}`;
  return say`${name} would have stopped ${stopped} of ${of}${answers}`;
}
