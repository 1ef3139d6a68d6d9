import { broughtBy, type HistoryNode } from '#domain/changelog/brought-by.ts';
import { overrideNotesRef } from '#domain/changelog/override-notes.ts';
import { applyOverride } from '#domain/commits/apply-override.ts';
import { cleanText } from '#domain/commits/clean-text.ts';
import type { Commit } from '#domain/commits/commit.ts';
import { overrideOfNote } from '#domain/commits/override-text.ts';
import { parseCommit } from '#domain/commits/parse-commit.ts';
import { servicesBy } from '#domain/commits/services-of-commit.ts';
import { type ServicePlaces, servicesOfPaths } from '#domain/commits/services-of-paths.ts';
import { settleReverts } from '#domain/commits/settle-reverts.ts';
import type { Sha } from '#domain/ids.ts';
import type { CommitRange, CommitRecord, GitReader } from '#ports/git.ts';

/** What a range holds, corrections applied. */
export type ReadCommits = {
  /** Newest first, a commit and its revert already gone. */
  readonly commits: readonly Commit[];
  /** How many are gone that way. */
  readonly reverted: number;
  /** When the range's last commit was made, epoch milliseconds; null when the range is empty. */
  readonly endedAt: number | null;
  readonly servicesOf: (commit: Commit) => readonly string[];
  /** The pull request whose merge brought a commit, where the commit itself does not say. */
  readonly pullRequestOf: (commit: Commit) => string | null;
  /** What a merge says its pull request is called: the line below the one the forge wrote. */
  readonly mergedTitleOf: (commit: Commit) => string | null;
};

/** Corrections by commit, from somewhere else than git notes; asked once for all. They count less than notes. */
export type FindOverrides = (records: readonly CommitRecord[]) => Promise<ReadonlyMap<string, string>>;

/**
 * Reads a range with every correction made after the merge: git notes below refs/notes/fairlead, then what `findOverrides` knows. Paths are
 * asked for only where services have folders, since they cost.
 */
export async function readCommits(
  git: Pick<GitReader, 'commits' | 'notes'>,
  range: CommitRange,
  options: { readonly services?: ServicePlaces; readonly findOverrides?: FindOverrides | null } = {},
): Promise<ReadCommits> {
  const { services = {}, findOverrides = null } = options;
  const withPaths = Object.values(services).some(({ path }) => path !== undefined);
  const notes = await git.notes(overrideNotesRef);
  const waiting: CommitRecord[] = [];
  const gathered = newGathering(services);
  for await (const record of git.commits(withPaths ? { ...range, withPaths } : range)) {
    if (findOverrides === null) gather(gathered, record, overrideBy(notes, record));
    else waiting.push(record);
  }
  const others = await findOverrides?.(waiting);
  for (const record of waiting) {
    // What a true merge brought is told commit by commit, and so it is corrected.
    const other = record.parents.length > 1 ? null : (others?.get(record.sha) ?? null);
    gather(gathered, record, overrideBy(notes, record) ?? other);
  }
  return finished(gathered, range.to);
}

type Gathering = {
  readonly services: ServicePlaces;
  readonly commits: Commit[];
  readonly nodes: HistoryNode[];
  readonly touched: Map<string, readonly string[]>;
  readonly titles: Map<string, string>;
};

function newGathering(services: ServicePlaces): Gathering {
  return { services, commits: [], nodes: [], touched: new Map(), titles: new Map() };
}

function overrideBy(notes: ReadonlyMap<Sha, string>, { sha }: CommitRecord): string | null {
  const note = notes.get(sha);
  return note === undefined ? null : overrideOfNote(note);
}

function gather(
  { services, commits, nodes, touched, titles }: Gathering,
  record: CommitRecord,
  override: string | null,
): void {
  const { paths = null, ...raw } = record;
  const read = (override === null ? [raw] : applyOverride(raw, override)).map((one) => parseCommit(one));
  const [first] = read;
  if (first === undefined) return;
  commits.push(...read);
  nodes.push({ sha: record.sha, parents: record.parents, pullRequest: first.isMerge ? first.pullRequest : null });
  if (first.isMerge && first.pullRequest !== null) titles.set(record.sha, mergedTitle(record.message));
  // A merge brings what other commits tell; only one with a message of its own is an entry.
  if (paths !== null && Object.keys(services).length > 0) touched.set(record.sha, servicesOfPaths(paths, services));
}

function mergedTitle(message: string): string {
  const [first = '', next = ''] = message
    .slice(0, 8_192)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return cleanText(next === '' || next.startsWith('See merge request ') ? first : next, 300);
}

function finished({ services, commits, nodes, touched, titles }: Gathering, to: Sha): ReadCommits {
  const settled = settleReverts(commits, nodes);
  const brought = broughtBy(nodes, to);
  return {
    commits: settled.commits,
    reverted: settled.vanished.length,
    endedAt: commits.find(({ sha }) => sha === to)?.committedAt ?? null,
    servicesOf: ({ sha, scope }) => servicesBy(touched.get(sha) ?? [], scope, services),
    pullRequestOf: ({ sha }) => brought.get(sha) ?? null,
    mergedTitleOf: ({ sha }) => titles.get(sha) ?? null,
  };
}
