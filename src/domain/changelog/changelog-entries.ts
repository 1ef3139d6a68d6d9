import { z } from 'zod';
import type { Commit } from '../commits/commit.ts';
import { Sha } from '../ids.ts';

/** The kinds of change of Keep a Changelog 1.1.0, in its order. */
export const changeKinds = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'] as const;
/** One of them: the heading a change stands under. */
export const ChangeKind = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** One change as it is told to readers; texts are single clean lines, not yet escaped for any markup. */
export const ChangelogEntry = z.strictObject({
  sha: Sha,
  scope: z.string().nullable(),
  subject: z.string(),
  /** What breaks, null when nothing does. */
  breaking: z.string().nullable(),
  references: z.array(z.string()),
});
export type ChangelogEntry = z.infer<typeof ChangelogEntry>;

/** What a range of commits means to readers. Every commit is in exactly one section or one count. */
export const ChangelogSections = z.strictObject({
  sections: z.array(z.strictObject({ kind: ChangeKind, entries: z.array(ChangelogEntry).min(1) })),
  /** Commits of no interest to a user: chore, ci, docs, test, style, build, refactor. */
  internal: z.number().int().nonnegative(),
  /** Merge commits without a conventional title; what they bring is told by the commits they merge. */
  merges: z.number().int().nonnegative(),
});
export type ChangelogSections = z.infer<typeof ChangelogSections>;

const kindOfType: ReadonlyMap<string, ChangeKind> = new Map([
  ['feat', 'Added'],
  ['feature', 'Added'],
  ['add', 'Added'],
  ['fix', 'Fixed'],
  ['bugfix', 'Fixed'],
  ['hotfix', 'Fixed'],
  ['deprecate', 'Deprecated'],
  ['remove', 'Removed'],
  ['security', 'Security'],
] as const);
const internalTypes: ReadonlySet<string> = new Set([
  'chore',
  'ci',
  'doc',
  'docs',
  'test',
  'tests',
  'style',
  'build',
  'refactor',
  'release',
]);

/**
 * Sorts commits (reverted pairs already dropped) into the sections of Keep a Changelog 1.1.0. Commits without a type, or of a type nobody
 * defined, are listed under Changed by their title. A breaking change is always listed: it stands on top of its section, and the
 * sections that break something stand first.
 */
export function changelogEntries(commits: readonly Commit[]): ChangelogSections {
  const listed = commits.flatMap((commit) => {
    const kind = kindOf(commit);
    return kind === 'internal' || kind === 'merge' ? [] : [{ kind, entry: entryOf(commit) }];
  });
  const sections = changeKinds.flatMap((kind) => {
    const entries = breakingFirst(listed.filter((item) => item.kind === kind).map((item) => item.entry));
    return entries.length === 0 ? [] : [{ kind, entries }];
  });
  const breaks = sections.filter(({ entries }) => entries[0]?.breaking !== null);
  return {
    sections: [...breaks, ...sections.filter((section) => !breaks.includes(section))],
    internal: commits.filter((commit) => kindOf(commit) === 'internal').length,
    merges: commits.filter((commit) => kindOf(commit) === 'merge').length,
  };
}

function kindOf(commit: Commit): ChangeKind | 'internal' | 'merge' {
  if (commit.breaking !== null) return commit.type === 'remove' ? 'Removed' : 'Changed';
  if (commit.isMerge && commit.type === null) return 'merge';
  if (commit.type === null) return 'Changed';
  if (commit.scope?.toLowerCase() === 'security') return 'Security';
  if (internalTypes.has(commit.type)) return 'internal';
  return kindOfType.get(commit.type) ?? 'Changed';
}

function entryOf(commit: Commit): ChangelogEntry {
  return {
    sha: commit.sha,
    scope: commit.scope,
    subject: commit.type === 'revert' ? `Revert: ${commit.subject}` : commit.subject,
    breaking: commit.breaking?.text ?? null,
    references: commit.references.filter((reference) => !commit.subject.includes(reference)),
  };
}

function breakingFirst(entries: readonly ChangelogEntry[]): ChangelogEntry[] {
  const breaks = entries.filter(({ breaking }) => breaking !== null);
  return [...breaks, ...entries.filter(({ breaking }) => breaking === null)];
}
