import { z } from 'zod';
import { Millis, Sha } from '../ids.ts';

/** Somebody who wrote a commit, as git knows them. */
export const CommitAuthor = z.strictObject({ name: z.string(), email: z.string() });
export type CommitAuthor = z.infer<typeof CommitAuthor>;

/**
 * A commit read by Conventional Commits 1.0.0. Texts are single lines without control or bidirectional characters, cut on code points; they
 * are still hostile to whatever markup they are put in. A commit that does not follow the convention has no type and keeps its whole title.
 */
export const Commit = z.strictObject({
  sha: Sha,
  /** Lower case; null when the title is not conventional. */
  type: z.string().nullable(),
  scope: z.string().nullable(),
  subject: z.string(),
  /** What breaks: the BREAKING CHANGE footer, or the subject when only `!` says so. */
  breaking: z.strictObject({ text: z.string() }).nullable(),
  /** `#12` or `owner/name#12`, in order of appearance. */
  references: z.array(z.string()),
  isMerge: z.boolean(),
  isRevert: z.boolean(),
  /** Full or abbreviated shas the commit says it reverts. */
  revertOf: z.array(z.string()),
  /** The author first, then everybody in Co-authored-by. */
  authors: z.array(CommitAuthor).min(1),
  committedAt: Millis,
});
export type Commit = z.infer<typeof Commit>;
