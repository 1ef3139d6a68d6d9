import { compareVersions } from '../version/compare-versions.ts';
import { versionFrom } from '../version/parts.ts';
import { type ChangelogHeading, changelogHeadings, linkReferencesStart } from './changelog-headings.ts';
import { changelogPreamble } from './changelog-preamble.ts';
import { splitReference, withFootReference } from './foot-references.ts';

export type ChangelogInsertion =
  | { readonly kind: 'inserted'; readonly text: string }
  /** The very section stands there already, whatever its date. */
  | { readonly kind: 'already'; readonly text: string }
  /** The version has a section with other words: somebody wrote one by hand. Nothing is changed. */
  | { readonly kind: 'differs'; readonly text: string };

/**
 * Puts a version's section in front of the next lower one, below Unreleased, and the reference behind the section (`[1.5.0]: https://...`)
 * among those at the foot, where `[Unreleased]` follows it. Every other byte stays: line ends, byte order mark, a missing last line end.
 * A missing or empty file gets the preamble of Keep a Changelog 1.1.0. A second call changes nothing.
 */
export function insertChangelogSection(existing: string | null, section: string, version: string): ChangelogInsertion {
  const eol = existing?.includes('\r\n') ? '\r\n' : '\n';
  const { body: written, reference } = splitReference(section, version);
  const body = written.split(/\r?\n/).join(eol);
  const withReference = (text: string, isNewest: boolean) =>
    reference === null ? text : withFootReference(text, reference, isNewest, eol);
  if (existing === null || existing.trim() === '') {
    const text = `${existing ?? ''}${changelogPreamble.replaceAll('\n', eol)}${eol}${body}${eol}`;
    return { kind: 'inserted', text: withReference(text, true) };
  }
  const headings = changelogHeadings(existing);
  const standing = standingAs(version, headings);
  if (standing !== undefined) {
    const isSame = withoutDate(bodyOf(existing, standing, headings)) === withoutDate(body);
    return { kind: isSame ? 'already' : 'differs', text: existing };
  }
  if (existing.includes(`${eol}${body}${eol}`)) return { kind: 'already', text: existing };
  const place = placeOf(existing, version, headings);
  const before = existing.slice(0, place.at);
  const after = existing.slice(place.at);
  const text = `${before}${blankLinesNeeded(before, eol)}${body}${eol}${after === '' ? '' : eol}${after}`;
  return { kind: 'inserted', text: withReference(text, place.isNewest) };
}

function standingAs(version: string, headings: readonly ChangelogHeading[]): ChangelogHeading | undefined {
  return headings.find((heading) => heading.version === version);
}

/** In front of the first lower version; a version lower than all goes to the end. */
function placeOf(text: string, version: string, headings: readonly ChangelogHeading[]) {
  const versions = headings.filter((heading) => heading.version !== null);
  const lower = versions.find((heading) => isLower(heading.version ?? '', version));
  const end = linkReferencesStart(text) ?? text.length;
  return { at: lower?.start ?? end, isNewest: lower === versions[0] };
}

/** A heading such as 01.2.0 is no version to compare with: what is written newest stands on top of it. */
function isLower(other: string, version: string): boolean {
  const [standing, written] = [versionFrom(other), versionFrom(version)];
  return standing === null || written === null || compareVersions(standing, written) < 0;
}

function bodyOf(text: string, heading: ChangelogHeading, headings: readonly ChangelogHeading[]): string {
  const next = headings.find((other) => other.start > heading.start && other.level <= heading.level);
  const end = next?.start ?? linkReferencesStart(text) ?? text.length;
  return text.slice(heading.start, Math.max(heading.start, end)).trim();
}

function withoutDate(section: string): string {
  return section.replace(/^(##? \[[^\]\r\n]+\]) - \d{4}-\d{2}-\d{2}(?=\r?\n|$)/, '$1');
}

function blankLinesNeeded(before: string, eol: string): string {
  if (before === '' || before === '\ufeff' || /(^|\r?\n)[ \t]*\r?\n$/.test(before)) return '';
  return /\n$/.test(before) ? eol : eol + eol;
}
