import type { Sha } from '#domain/ids.ts';
import type { ReleaseNotesRefusal } from '#domain/notes/release-notes-outcome.ts';
import { compareVersions } from '#domain/version/compare-versions.ts';
import { versionFrom } from '#domain/version/parts.ts';
import { suggestVersion } from '#domain/version/suggest-version.ts';
import { tagOf } from '#domain/version/tag.ts';
import type { Version } from '#domain/version/version.ts';
import type { ChangelogSource } from '../changelog/changelog-source.ts';
import { readCommits } from '../changelog/read-commits.ts';
import { type ResolvedRange, resolveRange } from '../changelog/resolve-range.ts';

/** The commits a version's notes are made of. */
export type FoundNotesRange = {
  readonly kind: 'found';
  readonly version: Version;
  readonly tag: string;
  readonly previous: { readonly version: string; readonly tag: string } | null;
  readonly from: Sha | null;
  readonly to: Sha;
  readonly isDraft: boolean;
  /** What is compared with the release before: the tag, or the commit of a draft. */
  readonly compareTo: string;
  /** The services whose version it is; null where it is everybody's. */
  readonly services: readonly string[] | null;
  /** Day of the release in epoch milliseconds, where it is known otherwise than by its last commit. */
  readonly releasedAt: number | null;
};
type Refused = { readonly kind: 'refused'; readonly refusal: ReleaseNotesRefusal };

/**
 * Finds a version by its tag. One without a tag that is higher than the last release is a draft up to the branch's head; without a version
 * it is the next one where commits wait to be released, else the last.
 */
export async function findNotesRange(
  source: ChangelogSource,
  wanted: string | null,
): Promise<FoundNotesRange | Refused> {
  const range = await resolveRange(source, { from: null, to: wanted, services: null });
  if (range.kind === 'range')
    return range.to.version === null ? draft(source, range, null) : released(source, range, range.to.version);
  const version = versionFrom((wanted ?? '').replace(/^.*@|^v/i, ''));
  if (version === null || range.refusal.code !== 'ref_unknown') return range;
  const head = await resolveRange(source, { from: null, to: null, services: null });
  if (head.kind === 'refused') return head;
  const last = head.to.version ?? head.previous?.version ?? null;
  if (last !== null && compareVersions(version, last) <= 0)
    return { kind: 'refused', refusal: { code: 'never_released', version, last } };
  if (head.to.version !== null)
    return { kind: 'refused', refusal: { code: 'nothing_to_tell', version: head.to.version } };
  return draft(source, head, version);
}

function released(source: ChangelogSource, range: ResolvedRange, version: Version): FoundNotesRange {
  const { name } = range.to;
  return { ...ends(source, range), version, tag: name, isDraft: false, compareTo: name };
}

async function draft(
  source: ChangelogSource,
  range: ResolvedRange,
  named: Version | null,
): Promise<FoundNotesRange | Refused> {
  const { existing, previous, unit } = range;
  const current = previous?.version ?? null;
  const bounds = ends(source, range);
  const { commits } = await readCommits(source.git, bounds);
  if (commits.length === 0) return { kind: 'refused', refusal: { code: 'nothing_to_tell', version: current } };
  const version = named ?? suggestVersion({ commits, current, existing, initial: source.initial })?.next ?? null;
  if (version === null) return { kind: 'refused', refusal: { code: 'nothing_to_tell', version: current } };
  return { ...bounds, version, tag: tagOf(unit.tag, version), isDraft: true, compareTo: range.to.sha };
}

function ends({ units }: ChangelogSource, { previous, to, unit }: ResolvedRange) {
  const before = previous === null ? null : { version: previous.version ?? previous.name, tag: previous.name };
  const services = units.length > 1 ? unit.services : null;
  return {
    kind: 'found',
    previous: before,
    from: previous?.sha ?? null,
    to: to.sha,
    services,
    releasedAt: null,
  } as const;
}
