import { type ChangelogHeading, changelogHeadings, linkReferencesStart } from './changelog-headings.ts';

export type ChangelogInsertion =
  | { readonly kind: 'inserted'; readonly text: string }
  /** The very section stands there already. */
  | { readonly kind: 'already'; readonly text: string }
  /** The version has a section with other words: somebody wrote one by hand. Nothing is changed. */
  | { readonly kind: 'differs'; readonly text: string };

const preamble = `# Changelog

All notable changes to this project are listed here. The format is that of
[Keep a Changelog](https://keepachangelog.com/en/1.1.0/), and the project follows
[Semantic Versioning](https://semver.org/spec/v2.0.0.html).
`;

/**
 * Puts a version's section in front of the newest one, below Unreleased, and keeps every other byte: line ends, link references at the
 * foot, byte order mark. A missing or empty file gets the preamble of Keep a Changelog 1.1.0. A second call changes nothing.
 */
export function insertChangelogSection(existing: string | null, section: string, version: string): ChangelogInsertion {
  const eol = existing?.includes('\r\n') ? '\r\n' : '\n';
  const body = section.trim().split(/\r?\n/).join(eol);
  if (existing === null || existing.trim() === '') {
    return { kind: 'inserted', text: `${existing ?? ''}${preamble.replaceAll('\n', eol)}${eol}${body}${eol}` };
  }
  const headings = changelogHeadings(existing);
  const standing = headings.find((heading) => heading.version === version);
  if (standing !== undefined) {
    const isSame = bodyOf(existing, standing, headings) === body;
    return { kind: isSame ? 'already' : 'differs', text: existing };
  }
  if (existing.includes(`${eol}${body}${eol}`)) return { kind: 'already', text: existing };
  const newest = headings.find((heading) => heading.version !== null);
  const at = newest?.start ?? linkReferencesStart(existing) ?? existing.length;
  const before = existing.slice(0, at);
  const after = existing.slice(at);
  const gap = blankLinesNeeded(before, eol);
  return { kind: 'inserted', text: `${before}${gap}${body}${eol}${after === '' ? '' : eol}${after}` };
}

function bodyOf(text: string, heading: ChangelogHeading, headings: readonly ChangelogHeading[]): string {
  const next = headings.find((other) => other.start > heading.start && other.level <= heading.level);
  const end = next?.start ?? linkReferencesStart(text) ?? text.length;
  return text.slice(heading.start, Math.max(heading.start, end)).trim();
}

function blankLinesNeeded(before: string, eol: string): string {
  if (/(^|\r?\n)[ \t]*\r?\n$/.test(before)) return '';
  return /\n$/.test(before) ? eol : eol + eol;
}
