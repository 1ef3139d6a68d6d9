import { z } from 'zod';
import type { Commit } from '../commits/commit.ts';
import { changelogEntries } from './changelog-entries.ts';
import { ChangelogEntry } from './changelog-entry.ts';

/** What readers of a release are told; each audience's words are drawn from it. An entry stands in exactly one list. */
export const ReleaseNotes = z.strictObject({
  version: z.string(),
  /** Null for a first release. */
  previous: z.string().nullable(),
  breaking: z.array(ChangelogEntry),
  features: z.array(ChangelogEntry),
  fixes: z.array(ChangelogEntry),
  /** Everything else a user may notice: changed, deprecated, removed. */
  changes: z.array(ChangelogEntry),
  security: z.array(ChangelogEntry),
  /** Internal changes, counted only. */
  internal: z.number().int().nonnegative(),
  /** Names of the people who wrote the commits, without bots, in order of their first commit. */
  contributors: z.array(z.string()),
});
export type ReleaseNotes = z.infer<typeof ReleaseNotes>;

/** Gathers the notes of a release from its commits, newest first, reverted pairs already dropped. */
export function releaseNotes(version: string, previous: string | null, commits: readonly Commit[]): ReleaseNotes {
  const { sections, internal } = changelogEntries(commits);
  const all = sections.flatMap(({ kind, entries }) => entries.map((entry) => ({ kind, entry })));
  const calm = all.filter(({ entry }) => entry.breaking === null);
  const of = (...kinds: readonly string[]) => calm.filter(({ kind }) => kinds.includes(kind)).map(({ entry }) => entry);
  return {
    version,
    previous,
    breaking: all.filter(({ entry }) => entry.breaking !== null).map(({ entry }) => entry),
    features: of('Added'),
    fixes: of('Fixed'),
    changes: of('Changed', 'Deprecated', 'Removed'),
    security: of('Security'),
    internal,
    contributors: contributorsOf(commits),
  };
}

function contributorsOf(commits: readonly Commit[]): string[] {
  const byEmail = new Map<string, string>();
  for (const { name, email } of [...commits].reverse().flatMap((commit) => commit.authors)) {
    const key = email.toLowerCase();
    if (name !== '' && !/\[bot\]/i.test(`${name} ${email}`) && !byEmail.has(key)) byEmail.set(key, name);
  }
  return [...new Set(byEmail.values())];
}
