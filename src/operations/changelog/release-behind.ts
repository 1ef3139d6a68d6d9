import type { Sha } from '#domain/ids.ts';
import { previousRelease } from '#domain/version/tag.ts';
import type { Version } from '#domain/version/version.ts';
import type { GitReader, TagRecord } from '#ports/git.ts';

/** So many tags on other branches are asked after one by one; then all tags behind the end are listed at once. */
const mostAsked = 3;

/** A release by its tag. */
export type ReleaseBehind = { readonly tag: string; readonly sha: Sha; readonly version: Version };

/**
 * The highest release below `before` (of all, when it is null) that a commit contains, with few questions whatever the number of tags on other
 * branches. Pre-releases count only in front of a pre-release. Null when there is none. A release on the commit `except` does not count.
 */
export async function releaseBehind(
  git: Pick<GitReader, 'isAncestor' | 'tagsBehind'>,
  tags: readonly TagRecord[],
  pattern: string,
  tip: Sha,
  before: Version | null = null,
  except: Sha | null = null,
): Promise<ReleaseBehind | null> {
  const passed = new Set<TagRecord>();
  let behind: ReadonlySet<string> | null = null;
  const isLeft = (tag: TagRecord) =>
    tag.sha !== except && !passed.has(tag) && (behind === null || behind.has(tag.name));
  for (let asked = 0; ; asked += 1) {
    if (asked === mostAsked) behind = await git.tagsBehind(tip);
    const found = previousRelease(tags, pattern, before, isLeft);
    if (found === null) return null;
    const { name, sha } = found.tag;
    if (asked >= mostAsked || (await git.isAncestor(sha, tip))) return { tag: name, sha, version: found.version };
    passed.add(found.tag);
  }
}
