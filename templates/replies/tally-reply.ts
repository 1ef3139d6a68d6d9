import type { Words } from '#domain/drawing.ts';
import type { ProjectTally, RuleTally } from '#domain/release/project-tally.ts';
import { bullets, paragraph, richText } from '../blocks/rich-text.ts';
import { announcedWords } from '../release/announced-words.ts';
import { dateToken } from '../text/date-token.ts';
import { fittingLines } from '../text/fitting.ts';
import { listed } from '../text/listed.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { strong } from '../text/styled.ts';

/** `/release tally`: what every rule that only tells would have done lately, and whether people agreed. */
export function tallyReply(tallies: readonly ProjectTally[]): Words {
  const parts = tallies.flatMap((tally) => [
    paragraph(headline(tally, strong(tally.project))),
    ...bullets(fittingLines(tally.rules.map(ruleLine), 2_000)),
  ]);
  const lines = tallies.flatMap((tally) => [
    say`${headline(tally, tally.project)}`,
    ...tally.rules.map((rule) => say`${ruleLine(rule)}`),
  ]);
  const none = say`No project is configured. Write one into fairlead.yml.`;
  if (tallies.length === 0) return { text: sentence([none]), blocks: [richText(paragraph(none))] };
  return { text: sentence(lines), blocks: [richText(...parts)] };
}

function headline({ since, releases, rules }: ProjectTally, project: Parameters<typeof say>[1]): Phrase {
  const looked = say`${project}, ${plural(releases, 'release')} since ${dateToken(since)}:`;
  return rules.length === 0 ? say`${looked} no rule that only tells would have done anything.` : looked;
}

/** "error-rate would have stopped 3 releases; people agreed with 2." */
function ruleLine({ rule, metric, stopped, agreed, disagreed, open }: RuleTally): Phrase {
  const many = plural(stopped, 'release');
  const did =
    rule === 'rollback'
      ? `taken back ${many} by itself`
      : rule === 'breaker'
        ? `held or refused ${many}`
        : `stopped ${many}`;
  const opinions = [
    ...(agreed > 0 ? [`agreed with ${agreed}`] : []),
    ...(disagreed > 0 ? [`disagreed with ${disagreed}`] : []),
    ...(open > 0 ? [`have not said about ${open}`] : []),
  ];
  const name = metric === null ? announcedWords[rule].name : plain(metric, 60);
  return say`${strong(name)} would have ${did}; people ${listed(opinions, 3)}.`;
}
