import type { Commit } from '../commits/commit.ts';
import type { ChangelogSections } from './changelog-entry.ts';
import { subjectWithout } from './markdown-text.ts';

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

/**
 * The pull requests that commits name as theirs or that `brought` names, newest first; those with a commit that asked to be skipped are left
 * out, and those of which nothing but the merge is in the range. `titleOf` gives what a merge says its pull request is called.
 */
export function pullRequestsOfCommits(
  commits: readonly Commit[],
  brought: (commit: Commit) => string | null,
  titleOf: (commit: Commit) => string | null,
): readonly PullRequestInRange[] {
  const found = new Map<string, { title: string; shas: string[] }>();
  const skipped = new Set<string>();
  const withChanges = new Set<string>();
  for (const commit of commits) {
    const reference = commit.pullRequest ?? brought(commit);
    if (reference === null) continue;
    if (commit.isSkipped) skipped.add(reference);
    if (!commit.isMerge) withChanges.add(reference);
    const known = found.get(reference);
    if (known === undefined) found.set(reference, { title: titleOf(commit) ?? headerOf(commit), shas: [commit.sha] });
    else known.shas.push(commit.sha);
  }
  return [...found]
    .filter(([reference]) => withChanges.has(reference) && !skipped.has(reference))
    .map(([reference, { title, shas }]) => ({ reference, title, url: null, shas }));
}

function headerOf({ type, scope, subject, pullRequest }: Commit): string {
  const start = type === null ? '' : `${type}${scope === null ? '' : `(${scope})`}: `;
  return `${start}${subjectWithout(subject, pullRequest)}`;
}
