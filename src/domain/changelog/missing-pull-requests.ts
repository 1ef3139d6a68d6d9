import type { Commit } from '../commits/commit.ts';
import type { ChangelogSections } from './changelog-entry.ts';

/** A pull request that is known to be in a range, with the commits it brought as far as that is known. */
export type PullRequestInRange = {
  readonly reference: string;
  readonly title: string;
  readonly url: string | null;
  readonly shas: readonly string[];
};

/**
 * The pull requests that no entry tells of: none has it as its own, refers to it or is one of its commits. Those whose commits asked to be
 * skipped are left out, since somebody decided so. In the order given, each once.
 */
export function missingPullRequests(
  inRange: readonly PullRequestInRange[],
  { sections }: Pick<ChangelogSections, 'sections'>,
): readonly PullRequestInRange[] {
  const entries = sections.flatMap((section) => section.entries);
  const told = new Set<string>(
    entries.flatMap(({ sha, pullRequest, references, subject }) => [
      sha,
      ...(pullRequest === null ? [] : [pullRequest]),
      ...references,
      ...(subject.match(/[#!]\d{1,12}(?!\d)/g) ?? []),
    ]),
  );
  const seen = new Set<string>();
  return inRange.filter(({ reference, shas }) => {
    if (seen.has(reference)) return false;
    seen.add(reference);
    return !told.has(reference) && !shas.some((sha) => told.has(sha));
  });
}

/** The pull requests that commits themselves name as theirs, oldest last; those with a commit that asked to be skipped are left out. */
export function pullRequestsOfCommits(
  commits: readonly Commit[],
  brought: ReadonlyMap<string, string>,
): readonly PullRequestInRange[] {
  const found = new Map<string, { title: string; shas: string[] }>();
  const skipped = new Set<string>();
  for (const commit of commits) {
    const reference = commit.pullRequest ?? brought.get(commit.sha) ?? null;
    if (reference === null) continue;
    if (commit.isSkipped) skipped.add(reference);
    const known = found.get(reference);
    if (known === undefined) found.set(reference, { title: commit.subject, shas: [commit.sha] });
    else known.shas.push(commit.sha);
  }
  return [...found]
    .filter(([reference]) => !skipped.has(reference))
    .map(([reference, { title, shas }]) => ({ reference, title, url: null, shas }));
}
