import type { Links } from '../links/links.ts';
import type { ChangelogSections } from './changelog-entry.ts';

/** One end of a range: how people call it (a tag, branch or short commit) and the commit it is. */
export type RangeEnd = { readonly name: string; readonly sha: string };

/** A pull request in the range that no entry tells of. */
export type MissingPullRequest = { readonly reference: string; readonly title: string; readonly url: string | null };

/** What a reader has to know about a range; a template words each. */
export type ChangelogRemark =
  /** The clone is cut off: older commits are unknown here, and may be missing. */
  | { readonly code: 'shallow' }
  /** `from` is not behind `to`; what only it holds is not listed. */
  | { readonly code: 'parted'; readonly from: string; readonly to: string }
  /** No tag has this version yet; the commits suggest it. */
  | { readonly code: 'version_suggested'; readonly version: string }
  /** The range begins at the first commit, since no release is behind it. */
  | { readonly code: 'first_release' }
  /** The forge could not be asked, so pull requests are those the commits name. */
  | { readonly code: 'forge_silent' }
  /** The forge was not asked about the oldest commits of a long range. */
  | { readonly code: 'forge_partial'; readonly unasked: number };

/** Everything a changelog of one version is drawn from, in whatever format. */
export type ChangelogDocument = {
  /** Null while the changes have no version: `Unreleased`. */
  readonly version: string | null;
  /** An ISO 8601 day, `2026-11-21`. */
  readonly date: string;
  /** Null for a first release: everything up to `to`. */
  readonly from: RangeEnd | null;
  readonly to: RangeEnd;
  readonly isHotfix: boolean;
  readonly changes: ChangelogSections;
  readonly links: Links;
  /** Account names by author name, where a commit's address says one. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Whether an entry says which services it touches. */
  readonly showServices: boolean;
  readonly missing: readonly MissingPullRequest[];
  readonly remarks: readonly ChangelogRemark[];
};

/** The title of a section: `1.5.0`, or `Unreleased`. */
export function titleOf(document: Pick<ChangelogDocument, 'version'>): string {
  return document.version ?? 'Unreleased';
}

/** The address of everything between the ends, or of the tag when there is no beginning; null where the forge has no such page. */
export function rangeLink({ from, to, links }: Pick<ChangelogDocument, 'from' | 'to' | 'links'>): string | null {
  return from === null ? links.tag(to.name) : links.compare(nameIn(from), nameIn(to));
}

/** A forge knows a commit for certain by its whole name only. */
function nameIn({ name, sha }: RangeEnd): string {
  return /^[0-9a-f]{7,}$/.test(name) && sha.startsWith(name) ? sha : name;
}
