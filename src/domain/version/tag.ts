import { compareParts } from './compare-versions.ts';
import type { VersionParts } from './grammar.ts';
import { partsOf, versionFrom } from './parts.ts';
import type { Version } from './version.ts';

const placeholder = '{version}';

/** The tag of a version by the project's pattern: `v{version}` and 1.5.0 give `v1.5.0`. */
export function tagOf(pattern: string, version: Version): string {
  return pattern.split(placeholder).join(version);
}

/** The version a tag stands for, or null when the tag is not of the pattern or holds no SemVer 2.0.0 version. */
export function versionOfTag(pattern: string, tag: string): Version | null {
  const at = pattern.indexOf(placeholder);
  if (at < 0) return null;
  const before = pattern.slice(0, at);
  const after = pattern.slice(at + placeholder.length);
  if (tag.length < before.length + after.length || !tag.startsWith(before) || !tag.endsWith(after)) return null;
  return versionFrom(tag.slice(before.length, tag.length - after.length));
}

/** A tag that stands for a version. */
export type ReleaseTag<Tag extends { readonly name: string }> = { readonly tag: Tag; readonly version: Version };

type Read = { readonly version: Version; readonly parts: VersionParts };

/** What tags were read as, by pattern: the same thousands of tags are looked through for every question about a repository. */
const read = new WeakMap<{ readonly name: string }, Map<string, Read | null>>();

function readTag(pattern: string, tag: { readonly name: string }): Read | null {
  const byPattern = read.get(tag) ?? new Map<string, Read | null>();
  const known = byPattern.get(pattern);
  if (known !== undefined) return known;
  const version = versionOfTag(pattern, tag.name);
  const found = version === null ? null : { version, parts: partsOf(version) };
  byPattern.set(pattern, found);
  read.set(tag, byPattern);
  return found;
}

/** The tags of the pattern, highest version first. Other tags are left out. */
export function releaseTags<Tag extends { readonly name: string }>(
  tags: readonly Tag[],
  pattern: string,
): readonly ReleaseTag<Tag>[] {
  return tags
    .flatMap((tag) => {
      const found = readTag(pattern, tag);
      return found === null ? [] : [{ tag, ...found }];
    })
    .sort((a, b) => compareParts(b.parts, a.parts))
    .map(({ tag, version }) => ({ tag, version }));
}

/** The versions of the tags of the pattern, in the order of the tags. */
export function versionsAmong(tags: readonly { readonly name: string }[], pattern: string): readonly Version[] {
  return tags.flatMap((tag) => readTag(pattern, tag)?.version ?? []);
}

/**
 * The release in front of `before` (of all, when it is null): the highest lower version among the tags. Pre-releases count only in front
 * of a pre-release, so that the notes of 2.0.0 tell everything since 1.x. Null when there is none.
 */
export function previousRelease<Tag extends { readonly name: string }>(
  tags: readonly Tag[],
  pattern: string,
  before: Version | null = null,
): ReleaseTag<Tag> | null {
  const limit = before === null ? null : partsOf(before);
  const withPreReleases = limit !== null && limit.preRelease.length > 0;
  let best: { readonly tag: Tag; readonly read: Read } | null = null;
  for (const tag of tags) {
    const found = readTag(pattern, tag);
    if (found === null || (best !== null && compareParts(found.parts, best.read.parts) <= 0)) continue;
    const isStable = found.parts.preRelease.length === 0;
    const isBelow = limit === null || compareParts(found.parts, limit) < 0;
    if ((isStable || withPreReleases) && isBelow) best = { tag, read: found };
  }
  return best === null ? null : { tag: best.tag, version: best.read.version };
}
