import { broughtByMerge, type CommitNode } from './brought-by-merge.ts';
import type { Commit } from './commit.ts';
import { readHeader } from './header.ts';

/** What is left of a range once reverts have met what they revert; `commits` and `vanished` are both newest first. */
export type SettledReverts = { readonly commits: readonly Commit[]; readonly vanished: readonly Commit[] };

const shortest = 7;
const quotedTitle = /^Revert "(.+)"(?: \([#!]\d{1,12}\))*$/;
const reappliedTitle = /^Reapply "(.+)"(?: \([#!]\d{1,12}\))*$/;

/**
 * Takes each commit that is reverted within the range out of it, together with its revert; a revert of a revert brings the commit back.
 * What is reverted is found by sha, else by pull request, else by the quoted title of an older commit. Takes commits newest first. The
 * revert of a merge takes everything along that the merge brought, where `nodes` tells what that is (all commits of the range, newest
 * first); else it stays, and so does a revert of what the range does not hold. Time is linear in the commits.
 */
export function settleReverts(commits: readonly Commit[], nodes: readonly CommitNode[] = []): SettledReverts {
  const targets = commits.map((commit) => (commit.isRevert ? targetsOf(commit) : null));
  if (targets.every((target) => target === null)) return { commits, vanished: [] };
  const places = placesOf(commits, new Set(targets.flatMap((keys) => keys ?? [])));
  const gone = new Set<string>();
  let brought: ((merge: string) => readonly string[]) | null = null;
  for (const [index, keys] of targets.entries()) {
    const commit = commits[index];
    if (keys === null || keys === undefined || commit === undefined || gone.has(commit.sha)) continue;
    const found = keys.map((key) => nextPlace(places, key, index, commits, gone));
    const undone = found.filter((target) => target !== null && (!target.isMerge || nodes.length > 0));
    for (const target of undone) {
      if (target === null || gone.has(target.sha)) continue;
      gone.add(target.sha);
      if (!target.isMerge) continue;
      brought ??= broughtByMerge(nodes);
      for (const sha of brought(target.sha)) gone.add(sha);
    }
    if (keys.length > 0 && undone.length === keys.length) gone.add(commit.sha);
  }
  return {
    commits: commits.filter((commit) => !gone.has(commit.sha)),
    vanished: commits.filter((commit) => gone.has(commit.sha)),
  };
}

/** Keys of what a revert undoes: the start of a sha, a pull request, or a title. */
function targetsOf(commit: Commit): readonly string[] {
  if (commit.revertOf.length > 0) return commit.revertOf;
  const title = commit.type === null ? quotedOf(commit.subject) : commit.subject.replace(/^"(.+)"$/, '$1');
  if (title === null) return [];
  const header = readHeader(title);
  return commit.type !== null && header.type === null ? [] : [titleKey(header)];
}

function quotedOf(subject: string): string | null {
  const again = reappliedTitle.exec(subject)?.[1];
  return again === undefined ? (quotedTitle.exec(subject)?.[1] ?? null) : `Revert "${again}"`;
}

function titleKey({ type, scope, subject }: Pick<Commit, 'type' | 'scope' | 'subject'>): string {
  return `${type ?? ''}\0${scope ?? ''}\0${subject}`;
}

type Places = { readonly at: ReadonlyMap<string, readonly number[]>; readonly from: Map<string, number> };

/** Where the commits stand that somebody reverts, by each key a revert may name them with. */
function placesOf(commits: readonly Commit[], wanted: ReadonlySet<string>): Places {
  const starts = new Set([...wanted].map((key) => key.slice(0, shortest)));
  const at = new Map<string, number[]>();
  const put = (key: string, index: number) => {
    const list = at.get(key);
    if (list === undefined) at.set(key, [index]);
    else list.push(index);
  };
  for (const [index, commit] of commits.entries()) {
    const start = commit.sha.slice(0, shortest);
    if (starts.has(start)) put(start, index);
    if (commit.pullRequest !== null && wanted.has(commit.pullRequest)) put(commit.pullRequest, index);
    const title = titleKey(commit);
    if (wanted.has(title)) put(title, index);
  }
  return { at, from: new Map() };
}

/** The commit a key names. By sha wherever it stands; otherwise the nearest older one that is still there. */
function nextPlace(
  places: Places,
  key: string,
  after: number,
  commits: readonly Commit[],
  gone: ReadonlySet<string>,
): Commit | null {
  if (/^[0-9a-f]+$/.test(key)) {
    const near = places.at.get(key.slice(0, shortest)) ?? [];
    const others = near.filter((index) => index !== after).map((index) => commits[index]);
    return others.find((commit) => commit?.sha.startsWith(key)) ?? null;
  }
  const list = places.at.get(key) ?? [];
  let next = places.from.get(key) ?? 0;
  // Reverts are taken newest first, so what one has passed the next need not look at again.
  while (next < list.length && ((list[next] ?? 0) <= after || gone.has(commits[list[next] ?? 0]?.sha ?? ''))) next++;
  places.from.set(key, next);
  return commits[list[next] ?? -1] ?? null;
}
