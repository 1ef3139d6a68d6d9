import type { Commit } from '#domain/commits/commit.ts';
import { parseCommit, type RawCommit } from '#domain/commits/parse-commit.ts';
import { Sha } from '#domain/ids.ts';

/** A commit with this message, as git gives it; `n` makes its sha. */
export function aRawCommit(message: string, n = 1, parents = 1): RawCommit {
  return {
    sha: shaOf(n),
    parents: Array.from({ length: parents }, (_, index) => shaOf(900 + index)),
    authorName: 'Mira',
    authorEmail: 'mira@shop.example',
    committedAt: 1_700_000_000_000 + n,
    message,
  };
}

/** The same, read. */
export function aCommit(message: string, n = 1, parents = 1): Commit {
  return parseCommit(aRawCommit(message, n, parents));
}

/** A full sha whose digits end in `n`. */
export function shaOf(n: number): Sha {
  return Sha.parse(n.toString(16).padStart(8, '0').padEnd(40, 'a'));
}
