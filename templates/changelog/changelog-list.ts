import type { ChangelogDocument } from '#domain/changelog/changelog-document.ts';
import { bullets, paragraph, type RichPart } from '../blocks/rich-text.ts';
import { clipPhrase, lengthOf } from '../text/clip-phrase.ts';
import type { Phrase } from '../text/phrase.ts';
import { strong } from '../text/styled.ts';
import { entryPhrase } from './entry-phrase.ts';

/** Characters and lines of entries that stand in one message. */
const room = 5_000;
const mostLines = 60;
const longestEntry = 900;

/** The headings with their entries as far as a message has room, and how many entries it has no room for. */
export function changelogList(document: ChangelogDocument): {
  readonly parts: readonly RichPart[];
  readonly more: number;
} {
  const parts: RichPart[] = [];
  let used = 0;
  let lines = 0;
  let more = 0;
  for (const { kind, entries } of document.changes.sections) {
    const shown: Phrase[] = [];
    for (const entry of entries) {
      const line = clipPhrase(entryPhrase(entry, document), longestEntry);
      used += lengthOf(line);
      // What comes after an entry without room is left out as well, so that the order stays.
      if (more > 0 || used > room || lines === mostLines) more += 1;
      else {
        shown.push(line);
        lines += 1;
      }
    }
    if (shown.length > 0) parts.push(paragraph(strong(kind)), ...bullets(shown));
  }
  return { parts, more };
}
