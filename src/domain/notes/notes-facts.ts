import type { Commit } from '../commits/commit.ts';
import type { Links } from '../links/links.ts';
import { joinedItem, type NotesItem, type NotesPullRequest, notesItem, trailersNamed } from './notes-item.ts';
import { readPullRequestNote } from './pull-request-note.ts';

/** Everything that is known about a release and may be told: one base for all readers. Texts in lists are Markdown. */
export type NotesFacts = {
  readonly project: string;
  readonly version: string;
  /** Null for a first release. */
  readonly previous: string | null;
  /** ISO 8601 day of the release; null while it is not known. */
  readonly date: string | null;
  /** Oldest last; each change once. */
  readonly items: readonly NotesItem[];
  readonly knownIssues: readonly string[];
  readonly upgrade: readonly string[];
  /** Names without bots, in order of their first commit. */
  readonly contributors: readonly string[];
  /** Merge commits, told by what they merge. */
  readonly merges: number;
  readonly links: Links;
  readonly compareUrl: string | null;
};

/** What the facts are gathered from. */
export type NotesSource = {
  readonly project: string;
  readonly version: string;
  readonly previous: string | null;
  readonly date: string | null;
  /** Newest first, corrections applied, a commit and its revert already dropped. */
  readonly commits: readonly Commit[];
  /** By the commit they brought. */
  readonly pullRequests: ReadonlyMap<string, NotesPullRequest>;
  readonly links: Links;
  readonly compareUrl: string | null;
};

/**
 * Gathers the facts. Commits of a pull request whose author wrote a note are one change, told by that note; without one each commit tells
 * itself.
 */
export function notesFacts(source: NotesSource): NotesFacts {
  const { commits, pullRequests } = source;
  const groups = new Map<string, [NotesItem, ...NotesItem[]]>();
  let merges = 0;
  for (const commit of commits) {
    const pullRequest = pullRequests.get(commit.sha) ?? null;
    const key = groupKey(commit, pullRequest, groups.size);
    const group = groups.get(key);
    if (commit.isMerge && commit.type === null && (!key.startsWith('pr ') || group !== undefined)) merges += 1;
    else if (group === undefined) groups.set(key, [itemOf(commit, pullRequest)]);
    else if (isOnlyMerge(group)) groups.set(key, [notesItem(commit, pullRequest)]);
    else group.push(notesItem(commit, pullRequest));
  }
  const { project, version, previous, date, links, compareUrl } = source;
  return {
    ...{ project, version, previous, date, links, compareUrl },
    items: [...groups.values()].map(joinedItem),
    knownIssues: told(source, 'knownIssues', /^known[- ]issue$/i),
    upgrade: told(source, 'upgrade', /^upgrade(-notes?)?$/i),
    contributors: contributorsOf(commits),
    merges,
  };
}

function groupKey(commit: Commit, pullRequest: NotesPullRequest | null, count: number): string {
  if (pullRequest === null) return `commit ${count} ${commit.sha}`;
  const { note, noteFor } = readPullRequestNote(pullRequest.body);
  return note !== null || noteFor.size > 0 ? `pr ${pullRequest.number}` : `commit ${count} ${commit.sha}`;
}

/** A merge commit that stands for its pull request has that one's title, until a commit of it is met. */
function itemOf(commit: Commit, pullRequest: NotesPullRequest | null): NotesItem {
  const item = notesItem(commit, pullRequest);
  return commit.isMerge && commit.type === null
    ? { ...item, subject: pullRequest?.title ?? item.subject, shas: [] }
    : item;
}

function isOnlyMerge([item]: readonly [NotesItem, ...NotesItem[]]): boolean {
  return item.shas.length === 0;
}

function told(source: NotesSource, subject: 'knownIssues' | 'upgrade', footer: RegExp): readonly string[] {
  const texts = source.commits.flatMap((commit) => {
    const body = source.pullRequests.get(commit.sha)?.body;
    const written = body === undefined ? null : readPullRequestNote(body)[subject];
    return [...(written === null ? [] : [written]), ...trailersNamed(commit, footer)];
  });
  return [...new Set(texts)].reverse();
}

function contributorsOf(commits: readonly Commit[]): string[] {
  const byEmail = new Map<string, string>();
  for (const { name, email } of [...commits].reverse().flatMap((commit) => commit.authors)) {
    const key = email.toLowerCase();
    if (name !== '' && !/\[bot\]/i.test(`${name} ${email}`) && !byEmail.has(key)) byEmail.set(key, name);
  }
  return [...new Set(byEmail.values())];
}
