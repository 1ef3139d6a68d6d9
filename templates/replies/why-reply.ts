import type { Words } from '#domain/drawing.ts';
import type { Picture } from '#domain/picture.ts';
import { questionsOf } from '#domain/release/question.ts';
import { bullets, paragraph, type RichPart, richText } from '../blocks/rich-text.ts';
import { endedSentence } from '../release/ending-phrase.ts';
import { nextPhrase } from '../release/next-phrase.ts';
import { lineOfTruth } from '../release/release-card.ts';
import { clipPhrase } from '../text/clip-phrase.ts';
import { fittingLines } from '../text/fitting.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { strong } from '../text/styled.ts';
import { conditionPhrase } from '../why/condition-phrase.ts';
import { words } from './words.ts';

type Asked = Pick<Picture, 'release' | 'now' | 'eligible'>;

const mostReleases = 5;

/** `/release why`: for each release the exact unmet conditions, who can meet each, and since when. */
export function whyReply(pictures: readonly Asked[]): Words {
  if (pictures.length === 0) return words([say`Nothing is in flight, so nothing waits. Start with /release.`]);
  const shown = pictures.slice(0, mostReleases).map((picture) => ({ picture, lines: conditions(picture) }));
  const hidden = pictures.length - shown.length;
  const rest = hidden === 0 ? [] : [say`+${hidden} more in flight. Name a project: /release why <project>.`];
  const parts = shown.flatMap(({ picture, lines }): readonly RichPart[] => [
    paragraph(say`${strong(headline(picture))}`),
    ...bullets(fittingLines(lines, 1_800)),
  ]);
  return {
    text: sentence([...shown.flatMap(({ picture, lines }) => [say`${headline(picture)}.`, ...lines]), ...rest]),
    blocks: [richText(...parts, ...rest.map(paragraph))],
  };
}

function headline({ release, now }: Asked): string {
  return lineOfTruth(release, now);
}

function conditions({ release, now, eligible }: Asked): readonly Phrase[] {
  if (release.ending !== null) return [endedSentence(release)];
  const lines = questionsOf(release, now).map((question) =>
    clipPhrase(conditionPhrase(release, question, eligible), 700),
  );
  return lines.length > 0
    ? lines
    : [say`Nothing is missing: a worker takes the next step. ${nextPhrase(release, now)}`];
}
