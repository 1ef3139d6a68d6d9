import type { Sha } from '#domain/ids.ts';
import type { GitReader } from '#ports/git.ts';

/** Commits that are looked at before the search is given up. */
const depth = 5_000;

/**
 * The commit that brought version files to what they say at `head`: the last one that changed any of them. Null when none of the last 5,000
 * did.
 */
export async function findBumpCommit(
  git: Pick<GitReader, 'commits'>,
  head: Sha,
  paths: readonly string[],
): Promise<Sha | null> {
  let seen = 0;
  for await (const commit of git.commits({ from: null, to: head, withPaths: true })) {
    if (commit.paths?.some((path) => paths.includes(path)) === true) return commit.sha;
    seen += 1;
    if (seen === depth) return null;
  }
  return null;
}
