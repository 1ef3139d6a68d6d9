import type { Links } from '../links/links.ts';
import { plainLinks } from '../links/plain-links.ts';
import type { ChangelogEntry, ChangelogSections } from './changelog-entry.ts';
import { countSentence } from './count-sentence.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import {
  markdownCommit,
  markdownPullRequest,
  markdownReference,
  markdownText,
  subjectWithout,
} from './markdown-text.ts';

/** A release as its section of the changelog needs it; `date` is an ISO 8601 day, `2026-11-21`. Without `links` nothing is linked. */
export type ChangelogSectionRequest = {
  readonly version: string;
  readonly date: string;
  readonly changes: ChangelogSections;
  readonly links?: Links;
  /** Says in front of each entry which services it touches. */
  readonly showServices?: boolean;
};

/** How the lists of a changelog are written. `byline` adds who wrote an entry. */
export type ChangesRequest = Pick<ChangelogSectionRequest, 'changes' | 'links' | 'showServices'> & {
  readonly byline?: (entry: ChangelogEntry) => string;
};

/**
 * Writes one version's section by Keep a Changelog 1.1.0, with `\n` line ends and one at the end. What is not listed is counted below the
 * heading, so that no commit is lost in silence.
 */
export function renderChangelogSection({ version, date, ...request }: ChangelogSectionRequest): string {
  const heading = version === 'Unreleased' ? '## [Unreleased]' : `## [${version}] - ${date}`;
  return `${heading}\n\n${renderChangesOf(request)}`;
}

/** The same lists without the version's heading, for a page that has a title of its own. */
export function renderChanges(changes: ChangelogSections, links?: Links): string {
  return renderChangesOf({ changes, ...(links === undefined ? {} : { links }) });
}

/** The lists by heading, with `\n` line ends and one at the end; what is not listed is counted in front. */
export function renderChangesOf(request: ChangesRequest): string {
  const counted = countSentence(request.changes);
  const lists = request.changes.sections.map(
    ({ kind, entries }) => `### ${kind}\n\n${entries.map((entry) => entryLines(entry, request)).join('\n')}`,
  );
  return `${[...(counted === null ? [] : [counted]), ...lists].join('\n\n')}\n`;
}

function entryLines(
  entry: ChangelogEntry,
  { links = plainLinks, showServices = false, byline }: ChangesRequest,
): string {
  const mark = entry.breaking === null ? '' : '**Breaking:** ';
  const services = showServices && entry.services.length > 0 ? `**${entry.services.join(', ')}:** ` : '';
  const isSaid = showServices && entry.services.length === 1 && entry.services[0] === entry.scope;
  const scope = entry.scope === null || isSaid ? '' : `${escapeMarkdown(entry.scope)}: `;
  const subject = markdownText(subjectWithout(entry.subject, entry.pullRequest), links);
  const first = `- ${mark}${services}${scope}${subject}${behind(entry, links)}${byline?.(entry) ?? ''}`;
  if (entry.breaking === null || entry.breaking === entry.subject) return first;
  return `${first}\n  ${markdownText(entry.breaking, links)}`;
}

/** The pull request, or else the commit, and what else the entry refers to. */
function behind(entry: ChangelogEntry, links: Links): string {
  const origin =
    entry.pullRequest === null ? markdownCommit(entry.sha, links) : markdownPullRequest(entry.pullRequest, links);
  const parts = [
    ...entry.references.map((reference) => markdownReference(reference, links)),
    ...(origin === null ? [] : [origin]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
