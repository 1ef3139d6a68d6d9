import { compareParts } from './compare-versions.ts';
import { readParts, type VersionParts } from './grammar.ts';
import { partsOf, versionFrom } from './parts.ts';
import type { Version } from './version.ts';

const placeholder = '{version}';

/** The tag of a version by the project's pattern: `v{version}` and 1.5.0 give `v1.5.0`. */
export function tagOf(pattern: string, version: Version): string {
  return pattern.split(placeholder).join(version);
}

/** The version a tag stands for, or null when the tag is not of the pattern or holds no SemVer 2.0.0 version. */
export function versionOfTag(pattern: string, tag: string): Version | null {
  const text = versionTextOf(pattern, tag);
  return text === null ? null : versionFrom(text);
}

/** What stands in a tag where the pattern has its version; null when the tag is not of the pattern. */
function versionTextOf(pattern: string, tag: string): string | null {
  const at = pattern.indexOf(placeholder);
  if (at < 0) return null;
  const before = pattern.slice(0, at);
  const after = pattern.slice(at + placeholder.length);
  if (tag.length < before.length + after.length || !tag.startsWith(before) || !tag.endsWith(after)) return null;
  return tag.slice(before.length, tag.length - after.length);
}

/** A tag that stands for a version. */
export type ReleaseTag<Tag extends { readonly name: string }> = { readonly tag: Tag; readonly version: Version };

type Read<Tag> = { readonly tag: Tag; readonly version: Version; readonly parts: VersionParts };

/** What a list of tags was read as, by pattern: the same thousands of tags are looked through for every question about a repository. */
const known = new WeakMap<
  readonly { readonly name: string }[],
  Map<string, readonly Read<{ readonly name: string }>[]>
>();

/** The tags of the pattern, in their order. A list is read once; whoever has given one away does not change it any more. */
function readTags<Tag extends { readonly name: string }>(tags: readonly Tag[], pattern: string): readonly Read<Tag>[] {
  const byPattern = known.get(tags) ?? new Map<string, readonly Read<Tag>[]>();
  // What is under this list was made of it, so its tags are of the list's own type.
  const before = byPattern.get(pattern) as readonly Read<Tag>[] | undefined;
  if (before !== undefined) return before;
  const read: Read<Tag>[] = [];
  for (const tag of tags) {
    const text = versionTextOf(pattern, tag.name);
    const parts = text === null ? null : readParts(text);
    // What has parts is a version.
    if (text !== null && parts !== null) read.push({ tag, version: text as Version, parts });
  }
  byPattern.set(pattern, read);
  known.set(tags, byPattern);
  return read;
}

/** The tags of the pattern, highest version first. Other tags are left out. */
export function releaseTags<Tag extends { readonly name: string }>(
  tags: readonly Tag[],
  pattern: string,
): readonly ReleaseTag<Tag>[] {
  return [...readTags(tags, pattern)]
    .sort((a, b) => compareParts(b.parts, a.parts))
    .map(({ tag, version }) => ({ tag, version }));
}

/** The versions of the tags of the pattern, in the order of the tags. */
export function versionsAmong(tags: readonly { readonly name: string }[], pattern: string): readonly Version[] {
  return readTags(tags, pattern).map(({ version }) => version);
}

/**
 * The release in front of `before` (of all, when it is null): the highest lower version among the tags. Pre-releases count only in front
 * of a pre-release, so that the notes of 2.0.0 tell everything since 1.x. Null when there is none. Tags that are not `eligible` do not count.
 */
export function previousRelease<Tag extends { readonly name: string }>(
  tags: readonly Tag[],
  pattern: string,
  before: Version | null = null,
  eligible: (tag: Tag) => boolean = () => true,
): ReleaseTag<Tag> | null {
  const limit = before === null ? null : partsOf(before);
  const withPreReleases = limit !== null && limit.preRelease.length > 0;
  let best: Read<Tag> | null = null;
  for (const found of readTags(tags, pattern)) {
    if (best !== null && compareParts(found.parts, best.parts) <= 0) continue;
    const isStable = found.parts.preRelease.length === 0;
    const isBelow = limit === null || compareParts(found.parts, limit) < 0;
    if ((isStable || withPreReleases) && isBelow && eligible(found.tag)) best = found;
  }
  return best === null ? null : { tag: best.tag, version: best.version };
}
