import type { ChangelogRefusal } from '#domain/changelog/changelog-outcome.ts';
import type { Sha } from '#domain/ids.ts';
import { nearestWord } from '#domain/nearest-word.ts';
import { compareVersions } from '#domain/version/compare-versions.ts';
import { versionFrom } from '#domain/version/parts.ts';
import { releaseTags, tagOf, versionOfTag, versionsAmong } from '#domain/version/tag.ts';
import type { Version } from '#domain/version/version.ts';
import type { TagRecord } from '#ports/git.ts';
import type { ChangelogSource } from './changelog-source.ts';
import { releaseBehind } from './release-behind.ts';

type Unit = ChangelogSource['units'][number];

/** One end of a range, and the version it is where it is a release. */
export type ResolvedEnd = { readonly name: string; readonly sha: Sha; readonly version: Version | null };

export type ResolvedRange = {
  readonly kind: 'range';
  readonly from: ResolvedEnd | null;
  readonly to: ResolvedEnd;
  /** What is versioned here: the project, or the service or group whose tags these are. */
  readonly unit: Unit;
  /**
   * The last release behind `to` (in front of it, when it is one itself); null before the first one, and where neither the beginning nor
   * the version has to be found.
   */
  readonly previous: ResolvedEnd | null;
  /** Every version of the unit that has a tag. */
  readonly existing: readonly Version[];
  /** `from` does not lie behind `to`: their branches parted. */
  readonly isParted: boolean;
};

type Refused = { readonly kind: 'refused'; readonly refusal: ChangelogRefusal };

/** What was asked for, as typed; null where nothing was. */
export type RangeWish = {
  readonly from: string | null;
  readonly to: string | null;
  readonly version?: string | null;
  readonly services: readonly string[] | null;
};

/**
 * Finds both ends of a range by tag, version, branch or commit. Without `from` it begins at the release in front of `to`, or at the first
 * commit when there is none. Refuses what does not exist, with the nearest tag, and ranges that hold nothing.
 */
export async function resolveRange(source: ChangelogSource, wish: RangeWish): Promise<ResolvedRange | Refused> {
  const tags = await source.git.tags();
  const unit = unitFor(source, wish);
  const to = wish.to === null ? headOf(source, tags, unit) : await endNamed(source, tags, unit, 'to', wish.to);
  if ('refusal' in to) return to;
  const isNeeded = wish.from === null || (to.version === null && (wish.version ?? null) === null);
  const previous = isNeeded ? await lastReleaseBehind(source, tags, unit, to) : null;
  const from = wish.from === null ? previous : await endNamed(source, tags, unit, 'from', wish.from);
  if (from !== null && 'refusal' in from) return from;
  const existing = versionsAmong(tags, unit.tag);
  const range = { kind: 'range', from, to, unit, previous, existing } as const;
  return wish.from === null || from === null ? { ...range, isParted: false } : checked(source, { ...range, from });
}

async function checked(
  { git }: ChangelogSource,
  range: Omit<ResolvedRange, 'isParted' | 'from'> & { readonly from: ResolvedEnd },
): Promise<ResolvedRange | Refused> {
  const { from, to } = range;
  if (from.sha === to.sha) return { kind: 'refused', refusal: { code: 'range_empty', from: from.name, to: to.name } };
  if (await git.isAncestor(from.sha, to.sha)) return { ...range, isParted: false };
  if (await git.isAncestor(to.sha, from.sha))
    return { kind: 'refused', refusal: { code: 'range_reversed', from: from.name, to: to.name } };
  return { ...range, isParted: true };
}

/** The unit the chosen services share, else the one a named tag belongs to, else the first. */
function unitFor({ units }: ChangelogSource, { from, to, services }: RangeWish): Unit {
  const [first = { services: [], tag: 'v{version}', formerTags: [] }] = units;
  const chosen = units.filter((unit) => services?.some((service) => unit.services.includes(service)) ?? false);
  const tagged = units.find(({ tag }) => [to, from].some((name) => name !== null && versionOfTag(tag, name) !== null));
  return (chosen.length === 1 ? chosen[0] : tagged) ?? first;
}

/** The branch, or the release that stands on the same commit. */
function headOf({ head }: ChangelogSource, tags: readonly TagRecord[], { tag: pattern }: Unit): ResolvedEnd {
  const [newest] = releaseTags(
    tags.filter(({ sha }) => sha === head.sha),
    pattern,
  );
  return newest === undefined
    ? { ...head, version: null }
    : { name: newest.tag.name, sha: head.sha, version: newest.version };
}

async function endNamed(
  source: ChangelogSource,
  tags: readonly TagRecord[],
  unit: Unit,
  place: 'from' | 'to',
  typed: string,
): Promise<ResolvedEnd | Refused> {
  const version = versionFrom(typed.replace(/^v/i, ''));
  const names = [typed, ...(version === null ? [] : [tagOf(unit.tag, version)])];
  const tag = names.flatMap((name) => tags.find((one) => one.name === name) ?? [])[0];
  if (tag !== undefined) return { ...tag, version: versionOfTag(unit.tag, tag.name) };
  if (typed === 'HEAD') return headOf(source, tags, unit);
  const sha = await source.git.resolve(typed);
  if (sha !== null) {
    const isObject = /^[0-9a-f]{4,64}$/.test(typed) && sha.startsWith(typed);
    return { name: isObject ? sha.slice(0, 7) : typed, sha, version: null };
  }
  return {
    kind: 'refused',
    refusal: { code: 'ref_unknown', place, typed, nearest: nearestTo(typed, source, tags, unit) },
  };
}

/** The release whose version begins as typed, else the one in front of it, else the tag or branch a few letters away. */
function nearestTo(
  typed: string,
  { head }: ChangelogSource,
  tags: readonly TagRecord[],
  { tag: pattern }: Unit,
): string | null {
  const start = typed.replace(/^v/i, '');
  const releases = /^\d/.test(start) ? releaseTags(tags, pattern) : [];
  const version = versionFrom(start);
  const found =
    releases.find((release) => release.version.startsWith(start)) ??
    (version === null ? undefined : releases.find((release) => compareVersions(release.version, version) < 0)) ??
    (version === null ? releases[0] : releases.at(-1));
  return found?.tag.name ?? nearestWord(typed, [...tags.map(({ name }) => name), head.name]);
}

/** The highest release that `to` contains; where `to` is a release itself, the highest one below it. */
async function lastReleaseBehind(
  { git }: ChangelogSource,
  tags: readonly TagRecord[],
  { tag, formerTags }: Unit,
  to: ResolvedEnd,
): Promise<ResolvedEnd | null> {
  for (const pattern of [tag, ...formerTags]) {
    const found = await releaseBehind(git, tags, pattern, to.sha, pattern === tag ? to.version : null, to.sha);
    if (found !== null) return { name: found.tag, sha: found.sha, version: found.version };
  }
  return null;
}
