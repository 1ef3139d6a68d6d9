import type { Commit } from '../commits/commit.ts';
import type { Sha } from '../ids.ts';
import type { Audience } from './audience.ts';
import type { NoteImage } from './note-image.ts';
import { type PullRequestNote, readPullRequestNote } from './pull-request-note.ts';

/** What kind of change readers are told of, the weightiest first. */
export const itemKinds = ['feature', 'removal', 'security', 'deprecation', 'fix', 'improvement', 'internal'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** A pull request as the notes need it. */
export type NotesPullRequest = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly author: string | null;
  readonly url: string;
};

/** One change as it is told to readers. `subject`, `scope` and names are single clean lines of text; notes are Markdown. */
export type NotesItem = {
  readonly shas: readonly Sha[];
  readonly kind: ItemKind;
  readonly type: string | null;
  readonly scope: string | null;
  readonly subject: string;
  /** What a person wrote for readers: in the pull request, else in the commit. It stands in place of the subject. */
  readonly note: string | null;
  readonly noteFor: ReadonlyMap<Audience, string>;
  /** A person said there is nothing to tell. Engineers are told all the same. */
  readonly isQuiet: boolean;
  /** What breaks, null when nothing does. */
  readonly breaking: string | null;
  /** What to do about it, Markdown. */
  readonly migration: string | null;
  readonly references: readonly string[];
  readonly pullRequest: string | null;
  readonly labels: readonly string[];
  readonly authors: readonly string[];
  readonly images: readonly NoteImage[];
};

const kindOfType: Readonly<Record<string, ItemKind>> = {
  feat: 'feature',
  feature: 'feature',
  add: 'feature',
  fix: 'fix',
  bugfix: 'fix',
  hotfix: 'fix',
  security: 'security',
  deprecate: 'deprecation',
  remove: 'removal',
  chore: 'internal',
  ci: 'internal',
  doc: 'internal',
  docs: 'internal',
  test: 'internal',
  tests: 'internal',
  style: 'internal',
  build: 'internal',
  refactor: 'internal',
  release: 'internal',
};
const kindOfLabel: Readonly<Record<string, ItemKind>> = {
  feature: 'feature',
  enhancement: 'feature',
  bug: 'fix',
  bugfix: 'fix',
  fix: 'fix',
  security: 'security',
  deprecation: 'deprecation',
  documentation: 'internal',
  dependencies: 'internal',
  internal: 'internal',
};
const quietLabels: ReadonlySet<string> = new Set([
  'ignore-for-release',
  'no-release-note',
  'release-note-none',
  'skip-release-notes',
  'skip-changelog',
]);

/** The item of one commit and of the pull request it came by. Labels sort only what its title does not. */
export function notesItem(commit: Commit, pullRequest: NotesPullRequest | null): NotesItem {
  const written = readPullRequestNote(pullRequest?.body ?? '');
  const labels = pullRequest?.labels ?? [];
  const kind = kindOf(commit, labels);
  return {
    shas: [commit.sha],
    kind,
    type: commit.type,
    scope: commit.scope,
    subject: subjectOf(commit),
    note: written.note ?? (written.isNone ? null : commit.note),
    noteFor: written.noteFor,
    isQuiet: written.isNone || commit.isSkipped || labels.some((label) => quietLabels.has(slug(label))),
    breaking: commit.breaking === null ? null : withoutNumber(commit.breaking.text),
    migration: migrationOf(commit, written),
    references: commit.references,
    pullRequest: commit.pullRequest ?? (pullRequest === null ? null : `#${pullRequest.number}`),
    labels,
    authors: commit.authors.map(({ name }) => name),
    images: written.images,
  };
}

/** The subject without the number a forge puts behind the title of a squashed pull request: it stands among the references. */
function subjectOf({ type, subject }: Commit): string {
  return type === 'revert' ? `Revert: ${withoutNumber(subject)}` : withoutNumber(subject);
}

function withoutNumber(title: string): string {
  return title.replace(/(?: \([#!]\d{1,12}\))+$/, '') || title;
}

/** The values of a commit's footers of this name, `Known-issue` and `Known issue` alike. */
export function trailersNamed(commit: Commit, name: RegExp): readonly string[] {
  return commit.trailers.filter(({ token }) => name.test(token)).map(({ value }) => value);
}

/** Several commits of one pull request as the one change its note describes. The commits come newest first, and the oldest names it. */
export function joinedItem(items: readonly [NotesItem, ...NotesItem[]]): NotesItem {
  const oldestFirst = [...items].reverse();
  const first = oldestFirst[0] ?? items[0];
  const weight = (item: NotesItem): number => itemKinds.indexOf(item.kind);
  const leading = [...items].sort((a, b) => weight(a) - weight(b))[0] ?? first;
  const breaking = items.flatMap((item) => (item.breaking === null ? [] : [item.breaking]));
  return {
    ...first,
    kind: leading.kind,
    type: leading.type,
    scope: leading.scope,
    shas: items.flatMap((item) => item.shas),
    isQuiet: items.every((item) => item.isQuiet),
    breaking: breaking.length === 0 ? null : [...new Set(breaking)].join(' '),
    migration: items.find((item) => item.migration !== null)?.migration ?? null,
    references: [...new Set(oldestFirst.flatMap((item) => item.references))],
    authors: [...new Set(oldestFirst.flatMap((item) => item.authors))],
  };
}

function kindOf(commit: Commit, labels: readonly string[]): ItemKind {
  if (commit.scope?.toLowerCase() === 'security') return 'security';
  const typed = commit.type === null ? undefined : (own(kindOfType, commit.type) ?? 'improvement');
  if (typed === 'internal' && commit.breaking !== null) return 'improvement';
  if (typed !== undefined) return typed;
  return labels.map((label) => own(kindOfLabel, slug(label))).find((kind) => kind !== undefined) ?? 'improvement';
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function slug(label: string): string {
  return label
    .toLowerCase()
    .replace(/^(kind|type)[/: ]+/, '')
    .replace(/[\s_/:]+/g, '-');
}

function migrationOf(commit: Commit, written: PullRequestNote): string | null {
  const footers = trailersNamed(commit, /^migration$/i);
  return written.migration ?? (footers.length === 0 ? null : footers.join('\n\n'));
}
