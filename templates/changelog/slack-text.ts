import { type ChangelogDocument, rangeLink, titleOf } from '#domain/changelog/changelog-document.ts';
import { countSentence } from '#domain/changelog/count-sentence.ts';
import type { Phrase } from '../text/phrase.ts';
import { say } from '../text/say.ts';
import { sentence } from '../text/sentence.ts';
import { linked, quoted, strong } from '../text/styled.ts';
import { entryPhrase } from './entry-phrase.ts';

/** A changelog in Slack's mrkdwn, whole: what commits say can neither mention anybody nor make a link. */
export function slackText(document: ChangelogDocument): string {
  const counted = countSentence(document.changes);
  const lists = document.changes.sections.map(({ kind, entries }) =>
    [lineOf(strong(kind)), ...entries.map((entry) => `\u2022 ${lineOf(entryPhrase(entry, document))}`)].join('\n'),
  );
  return `${[lineOf(titlePhrase(document)), ...(counted === null ? [] : [lineOf(quoted(counted))]), ...lists].join('\n\n')}\n`;
}

/** `1.5.0 (2026-11-21), since v1.4.0`, where the beginning leads to the comparison. */
export function titlePhrase(document: ChangelogDocument): Phrase {
  const { date, from } = document;
  const link = rangeLink(document);
  const since = from === null ? [] : say`, since ${linked(from.name, link)}`;
  return say`${strong(titleOf(document))} (${date})${since}`;
}

/** Styles as mrkdwn marks: `sentence` leaves them out, since a notification shows them as they stand. */
function lineOf(phrase: Phrase): string {
  return phrase
    .map((part) => {
      const text = sentence([[part]], Number.MAX_SAFE_INTEGER);
      if (part.type !== 'text' || part.style === undefined || text.trim() === '') return text;
      return part.style.bold === true ? `*${text}*` : part.style.italic === true ? `_${text}_` : text;
    })
    .join('');
}
