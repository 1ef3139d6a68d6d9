import { type ChangelogDocument, rangeLink, titleOf } from '../changelog-document.ts';
import type { ChangelogEntry } from '../changelog-entry.ts';
import { countSentence } from '../count-sentence.ts';
import { subjectWithout } from '../markdown-text.ts';

/** Text without any markup, for mail and terminals. */
export function plainText(document: ChangelogDocument): string {
  const { changes, date, from } = document;
  const since = from === null ? '' : `, since ${from.name}`;
  const counted = countSentence(changes);
  const lists = changes.sections.map(({ kind, entries }) =>
    [kind, ...entries.flatMap((entry) => entryLines(entry, document.showServices))].join('\n'),
  );
  const link = rangeLink(document);
  const blocks = [
    `${titleOf(document)} (${date}${since})`,
    ...(counted === null ? [] : [counted]),
    ...lists,
    ...(link === null ? [] : [link]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function entryLines(entry: ChangelogEntry, showServices: boolean): string[] {
  const mark = entry.breaking === null ? '' : 'BREAKING: ';
  const services = showServices && entry.services.length > 0 ? `[${entry.services.join(', ')}] ` : '';
  const scope = entry.scope === null ? '' : `${entry.scope}: `;
  const references = [...entry.references, ...(entry.pullRequest === null ? [] : [entry.pullRequest])];
  const behind = references.length === 0 ? ` (${entry.sha.slice(0, 7)})` : ` (${references.join(', ')})`;
  const first = `  - ${mark}${services}${scope}${subjectWithout(entry.subject, entry.pullRequest)}${behind}`;
  return entry.breaking === null || entry.breaking === entry.subject ? [first] : [first, `    ${entry.breaking}`];
}
