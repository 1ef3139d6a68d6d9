import type { Commit } from '#domain/commits/commit.ts';
import { parseCommit, type RawCommit } from '#domain/commits/parse-commit.ts';
import { settleReverts } from '#domain/commits/settle-reverts.ts';
import { releaseTags } from '#domain/version/tag.ts';
import { disagreements, type Field, titleLine } from '../differences/difference.ts';
import { corrected, type Entry, entryOf } from '../entry.ts';
import { readLog, readNotes, runGit } from '../git-history.ts';
import type { Peer, PeerEntry } from './peer.ts';

/** One thing a tool says differently, and the ids of the listed differences that explain it. */
export type Finding = {
  readonly field: Field;
  readonly message: string;
  readonly ours: string;
  readonly theirs: string;
  readonly explainedBy: readonly string[];
};

/** Compares what a tool lists of a repository, release by release, with what we read. */
export function compare(
  peer: Peer,
  theirs: readonly PeerEntry[],
  repository: string,
  prefix: string,
): readonly Finding[] {
  const log = corrected(readLog(repository), readNotes(repository));
  const sections = sectionsOf(repository, prefix);
  const read = log.map(parseCommit);
  const listed = new Set(settledBySection(log, read, sections).filter(isListed));
  const find = (raw: RawCommit, field: Field, mine: unknown, other: unknown): Finding => ({
    ...{ field, message: raw.message, ours: JSON.stringify(mine), theirs: JSON.stringify(other) },
    explainedBy: [...peer.differences, ...peer.inherited]
      .filter((known) => known.fields.includes(field) && known.covers({ raw, log }))
      .map(({ id }) => id),
  });
  return log.flatMap((raw, index) => {
    const commit = read[index];
    const others = theirs.filter((other) => isSame(other, raw));
    const isOurs = commit !== undefined && listed.has(commit);
    if (commit === undefined || isOurs !== others.length > 0) return [find(raw, 'listed', isOurs, others.length > 0)];
    if (!isOurs) return [];
    const entry = entryOf(commit);
    const section = sections.get(raw.sha) ?? null;
    return others.flatMap((other) => [
      ...(other.sha === null ? [find(raw, 'listed', raw.sha, null)] : []),
      ...(other.section === section ? [] : [find(raw, 'section', section, other.section)]),
      ...disagreements(entry, { ...entry, ...defined(other.entry) }).map((field) =>
        find(raw, field, entry[field], other.entry[field]),
      ),
    ]);
  });
}

/** By sha, or by the title where the tool has lost it. */
function isSame({ sha, title }: PeerEntry, raw: RawCommit): boolean {
  return sha === null ? titleLine(raw.original ?? raw.message) === title : sha === raw.sha;
}

/** What a changelog of ours lists or counts as internal: all but merges without a title of their own and what asked to be skipped. */
function isListed({ isMerge, isSkipped, type }: Commit): boolean {
  return !isSkipped && !(isMerge && type === null);
}

function defined(entry: PeerEntry['entry']): Partial<Entry> {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

/** Reverts meet what they revert within a release only: what an earlier one held was told there. */
function settledBySection(
  log: readonly RawCommit[],
  read: readonly Commit[],
  sections: ReadonlyMap<string, string>,
): readonly Commit[] {
  return [...new Set(log.map(({ sha }) => sections.get(sha)))].flatMap((name) => {
    const isInside = ({ sha }: { readonly sha: string }) => sections.get(sha) === name;
    return settleReverts(read.filter(isInside), log.filter(isInside)).commits;
  });
}

/** The release each commit came with, by ancestry: the lowest version whose tag holds it. */
function sectionsOf(repository: string, prefix: string): ReadonlyMap<string, string> {
  const names = runGit(repository, ['tag', '--list'])
    .split('\n')
    .map((name) => ({ name }));
  const sections = new Map<string, string>();
  for (const { tag } of releaseTags(names, `${prefix}{version}`).toReversed()) {
    for (const sha of runGit(repository, ['rev-list', `refs/tags/${tag.name}`]).split('\n'))
      if (!sections.has(sha)) sections.set(sha, tag.name);
  }
  return sections;
}
