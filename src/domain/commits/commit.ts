import { z } from 'zod';
import { Millis, Sha } from '../ids.ts';

/** Somebody who wrote a commit, as git knows them. */
export const CommitAuthor = z.strictObject({ name: z.string(), email: z.string() });
export type CommitAuthor = z.infer<typeof CommitAuthor>;

/** A footer by Conventional Commits 1.0.0 item 8: its token as written, its value as one clean line. */
export const Trailer = z.strictObject({ token: z.string(), value: z.string() });
export type Trailer = z.infer<typeof Trailer>;

/**
 * A commit read by Conventional Commits 1.0.0. Texts are single lines without control or bidirectional characters (`note` alone may have
 * several), cut on code points; they are still hostile to whatever markup they are put in. A commit that does not follow the convention
 * has no type and keeps its whole title. A corrected commit that tells several changes gives several of these with one sha.
 */
export const Commit = z.strictObject({
  sha: Sha,
  /** Lower case; null when the title is not conventional. */
  type: z.string().nullable(),
  scope: z.string().nullable(),
  subject: z.string(),
  /** What breaks: the BREAKING CHANGE footer, or the subject when only `!` says so. */
  breaking: z.strictObject({ text: z.string() }).nullable(),
  /** `#12`, `owner/name#12`, or `SHOP-12` of a footer such as Refs, in order of appearance. */
  references: z.array(z.string()),
  /** The pull request it came by: `#12`, or `!12` where the forge writes it so; null when the message does not say. */
  pullRequest: z.string().nullable(),
  /** Every footer in order of appearance, `BREAKING CHANGE` included; at most 100. */
  trailers: z.array(Trailer),
  /** The version asked for by a `Release-As` footer, as written. */
  releaseAs: z.string().nullable(),
  /** Words for readers of release notes, by a `Release-note` footer. */
  note: z.string().nullable(),
  /** Asked to be left out of changelogs by `[skip changelog]` or a footer `Changelog: skip`. */
  isSkipped: z.boolean(),
  /** Read from a correction made after the merge, not from the message. */
  hadOverride: z.boolean(),
  isMerge: z.boolean(),
  isRevert: z.boolean(),
  /** What the commit says it reverts: full or abbreviated shas, or pull requests (`#12`, `!12`) where it names no sha. */
  revertOf: z.array(z.string()),
  /** The author first, then everybody in Co-authored-by. */
  authors: z.array(CommitAuthor).min(1),
  committedAt: Millis,
});
export type Commit = z.infer<typeof Commit>;
