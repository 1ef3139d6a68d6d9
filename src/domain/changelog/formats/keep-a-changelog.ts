import { type ChangelogDocument, rangeLink, titleOf } from '../changelog-document.ts';
import { renderChangelogSection } from '../render-changelog-section.ts';

/** What of a changelog a section of a file needs. */
export type SectionDocument = Pick<
  ChangelogDocument,
  'version' | 'date' | 'from' | 'to' | 'changes' | 'links' | 'showServices'
>;

/** Keep a Changelog 1.1.0: the section of the version and, below it, the reference its heading links to. */
export function keepAChangelog(document: SectionDocument): string {
  const link = rangeLink(document);
  const reference = link === null ? '' : `\n[${titleOf(document)}]: ${link}\n`;
  return `${keepAChangelogSection(document)}${reference}`;
}

/** The section alone, as it is put into a file. */
export function keepAChangelogSection(document: SectionDocument): string {
  const { date, changes, links, showServices } = document;
  return renderChangelogSection({ version: titleOf(document), date, changes, links, showServices });
}
