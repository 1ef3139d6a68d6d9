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
 * branches. Pre-releases count only in front of a pre-release. Null when there is none.
 */
export async function releaseBehind(
  git: Pick<GitReader, 'isAncestor' | 'tagsBehind'>,
  tags: readonly TagRecord[],
  pattern: string,
  tip: Sha,
  before: Version | null = null,
): Promise<ReleaseBehind | null> {
  let left = tags;
  for (let asked = 0; ; asked += 1) {
    if (asked === mostAsked) {
      const behind = await git.tagsBehind(tip);
      left = left.filter(({ name }) => behind.has(name));
    }
    const found = previousRelease(left, pattern, before);
    if (found === null) return null;
    const { name, sha } = found.tag;
    if (asked >= mostAsked || (await git.isAncestor(sha, tip))) return { tag: name, sha, version: found.version };
    left = left.filter((tag) => tag !== found.tag);
  }
}
