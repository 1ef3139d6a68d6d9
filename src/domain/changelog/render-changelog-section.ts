import type { ChangelogEntry, ChangelogSections } from './changelog-entries.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** A release as its section of the changelog needs it; `date` is an ISO 8601 day, `2026-11-21`. */
export type ChangelogSectionRequest = {
  readonly version: string;
  readonly date: string;
  readonly changes: ChangelogSections;
};

/**
 * Writes one version's section by Keep a Changelog 1.1.0, with `\n` line ends and one at the end. What is not listed is counted below the
 * heading, so that no commit is lost in silence.
 */
export function renderChangelogSection({ version, date, changes }: ChangelogSectionRequest): string {
  const blocks = [`## [${version}] - ${date}`];
  const counted = countSentence(changes);
  if (counted !== null) blocks.push(counted);
  for (const { kind, entries } of changes.sections) {
    blocks.push(`### ${kind}`, entries.map(entryLines).join('\n'));
  }
  return `${blocks.join('\n\n')}\n`;
}

/** The same lists without the version's heading, for a page that has a title of its own. */
export function renderChanges(changes: ChangelogSections): string {
  const section = renderChangelogSection({ version: '', date: '', changes });
  return section.slice(section.indexOf('\n') + 1).trimStart();
}

/** Says how many changes are not listed, null when none are: `3 internal changes are not listed.` */
export function countSentence({ internal, sections }: ChangelogSections): string | null {
  if (internal === 0) return sections.length === 0 ? 'No changes were recorded.' : null;
  return internal === 1 ? '1 internal change is not listed.' : `${internal} internal changes are not listed.`;
}

function entryLines(entry: ChangelogEntry): string {
  const mark = entry.breaking === null ? '' : '**Breaking:** ';
  const scope = entry.scope === null ? '' : `${escapeMarkdown(entry.scope)}: `;
  const references = entry.references.length === 0 ? '' : ` (${entry.references.join(', ')})`;
  const first = `- ${mark}${scope}${escapeMarkdown(entry.subject)}${references}`;
  if (entry.breaking === null || entry.breaking === entry.subject) return first;
  return `${first}\n  ${escapeMarkdown(entry.breaking)}`;
}
