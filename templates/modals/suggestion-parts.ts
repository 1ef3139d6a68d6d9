import type { ReleaseModalData } from '#domain/modal-data.ts';
import { bullets, paragraph, type RichPart } from '../blocks/rich-text.ts';
import { commitLine } from '../release/commit-line.ts';
import { contentsPhrase } from '../release/contents-phrase.ts';
import { fittingLines } from '../text/fitting.ts';
import { plain } from '../text/plain.ts';
import { plural } from '../text/plural.ts';
import { say } from '../text/say.ts';
import { strong } from '../text/styled.ts';

/** Why this version is suggested: what the commits hold, and those that ask for the step. */
export function suggestionParts(data: ReleaseModalData): readonly RichPart[] {
  const of = data.unit === null ? '' : ` of ${data.unit}`;
  const since =
    data.current === null ? `There is no release${of} yet.` : `The last release${of} is ${plain(data.current, 60)}.`;
  if (data.suggested === null || data.commits.length === 0)
    return [
      paragraph(
        say`${since} ${strong('There is nothing to release:')} no commit${data.unit === null ? '' : ' about it'} has come since.`,
      ),
    ];
  const counted = contentsPhrase({ commits: [...data.commits], commitCount: data.commits.length });
  const step = data.bump === null ? '' : `, a ${data.bump} step,`;
  const because = data.because.map((commit) => commitLine(commit, 90));
  return [
    paragraph(say`${since} Since then: ${counted}.`),
    paragraph(say`${strong(plain(data.suggested, 60))}${step} is suggested because of:`),
    ...bullets(fittingLines(because, 900, (count) => say`+${plural(count, 'more commit')}`)),
  ];
}
