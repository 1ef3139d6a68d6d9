import { compareParts } from './compare-versions.ts';
import { partsOf, type VersionParts, versionFrom } from './parts.ts';
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

/** The tags of the pattern, highest version first. Other tags are left out. */
export function releaseTags<Tag extends { readonly name: string }>(
  tags: readonly Tag[],
  pattern: string,
): readonly ReleaseTag<Tag>[] {
  return tags
    .flatMap((tag) => {
      const version = versionOfTag(pattern, tag.name);
      return version === null ? [] : [{ tag, version, parts: partsOf(version) }];
    })
    .sort((a, b) => compareParts(b.parts, a.parts))
    .map(({ tag, version }) => ({ tag, version }));
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
  let best: (ReleaseTag<Tag> & { readonly parts: VersionParts }) | null = null;
  for (const tag of tags) {
    const version = versionOfTag(pattern, tag.name);
    if (version === null) continue;
    const parts = partsOf(version);
    const counts =
      (withPreReleases || parts.preRelease.length === 0) && (limit === null || compareParts(parts, limit) < 0);
    if (counts && (best === null || compareParts(parts, best.parts) > 0)) best = { tag, version, parts };
  }
  return best === null ? null : { tag: best.tag, version: best.version };
}
