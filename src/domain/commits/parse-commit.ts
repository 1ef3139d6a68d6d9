import type { Sha } from '../ids.ts';
import { authorsOf } from './authors-of.ts';
import type { Commit } from './commit.ts';
import { type Footer, footersOf } from './footers.ts';
import { readHeader, titleOf } from './header.ts';
import { pullRequestOf } from './pull-request-of.ts';
import { referencesOf } from './references.ts';
import { isRevertTitle, revertedBy } from './reverted-by.ts';
import { breakingOf, isSkipped, noteOf, releaseAsOf, trailersOf } from './trailer-meaning.ts';

const none: readonly Footer[] = [];

/** A commit as the git port gives it; the message's first line is the title. */
export type RawCommit = {
  readonly sha: Sha;
  readonly parents: readonly string[];
  readonly authorName: string;
  readonly authorEmail: string;
  readonly committedAt: number;
  readonly message: string;
  /** The message as it was committed, where `message` is a correction of it. */
  readonly original?: string;
};

/** Reads a commit by Conventional Commits 1.0.0, in time linear in its message. Never refuses: a title of any shape gives a commit. */
export function parseCommit(raw: RawCommit): Commit {
  const { original } = raw;
  const message = raw.message.trimStart();
  const isMerge = raw.parents.length > 1;
  const { type, scope, hasMark, subject } = readHeader(titleOf(message, isMerge));
  const footers = message.includes('\n') ? footersOf(message) : none;
  const credited = original === undefined ? footers : [...footers, ...footersOf(original)];
  const revertOf = revertedBy(message, type, footers);
  return {
    sha: raw.sha,
    type,
    scope,
    subject,
    breaking: breakingOf(footers, hasMark, subject),
    references: referencesOf(message, footers),
    pullRequest: pullRequestOf(message) ?? (original === undefined ? null : pullRequestOf(original)),
    trailers: trailersOf(footers),
    releaseAs: releaseAsOf(footers),
    note: noteOf(footers),
    isSkipped: isSkipped(message, footers),
    hadOverride: original !== undefined,
    isMerge,
    isRevert: type === 'revert' || revertOf.length > 0 || (type === null && isRevertTitle(subject)),
    revertOf,
    authors: authorsOf({ name: raw.authorName, email: raw.authorEmail }, credited),
    committedAt: raw.committedAt,
  };
}
