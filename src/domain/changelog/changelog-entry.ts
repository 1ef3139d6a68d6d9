import { z } from 'zod';
import { Sha } from '../ids.ts';

/** One change as it is told to readers; texts are single clean lines, not yet escaped for any markup. */
export const ChangelogEntry = z.strictObject({
  sha: Sha,
  /** The commit's type; null when it has none. */
  type: z.string().nullable(),
  scope: z.string().nullable(),
  subject: z.string(),
  /** What breaks, null when nothing does. */
  breaking: z.string().nullable(),
  /** Issues and pull requests it names besides its own: `#12`, `owner/name#12`, `!12`. */
  references: z.array(z.string()),
  /** The pull request that brought it, `#12` or `!12`. */
  pullRequest: z.string().nullable(),
  /** Names of the people who wrote it, the author first. */
  authors: z.array(z.string()),
  /** The services it touches, by name; empty where a project has none or nothing tells. */
  services: z.array(z.string()),
});
export type ChangelogEntry = z.infer<typeof ChangelogEntry>;

const Count = z.number().int().nonnegative();

/** What a range of commits means to readers. Every commit is in exactly one section or one count. */
export const ChangelogSections = z.strictObject({
  /** By heading: what breaks first, then the order of Keep a Changelog, then the project's own headings. */
  sections: z.array(z.strictObject({ kind: z.string(), entries: z.array(ChangelogEntry).min(1) })),
  /** Commits of no interest to a user: chore, ci, docs, test, style, build, refactor, or what the project hides. */
  internal: Count,
  /** Merge commits without a conventional title; what they bring is told by the commits they merge. */
  merges: Count,
  /** Commits that say they are not to be listed. */
  skipped: Count,
  /** Commits that vanished together with their reverts, both counted. */
  reverted: Count,
  /** What the selection left out: breaking changes, what is no fix in a hotfix, other services. */
  leftOut: z.strictObject({ breaking: Count, unfixed: Count, otherServices: Count }),
});
export type ChangelogSections = z.infer<typeof ChangelogSections>;
