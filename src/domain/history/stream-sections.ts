import type { Commit } from '../commits/commit.ts';
import type { Sha } from '../ids.ts';
import type { GraphCommit } from './commit-graph.ts';
import { type HistorySection, historySection, type SectionCommit } from './history-section.ts';
import { type CommitHolder, createCommitHolder } from './hold-commit.ts';
import { ownText } from './own-text.ts';
import type { PlacedRelease } from './release-order.ts';

/** A history read newest first, each section given as soon as no further commit can belong to it. */
export type SectionStream = {
  /** Adds a commit; gives the sections that are whole now. */
  add(commit: GraphCommit, changes: readonly Commit[]): readonly HistorySection[];
  /** The sections that were still open. */
  end(): readonly HistorySection[];
  /** True when a clock was so wrong that a section given before may not be exact; `gatherHistory` is, in any order. */
  isUnsure(): boolean;
  /** Commits of releases behind which all other releases are. */
  tips(): readonly string[];
};

/** The commits of a section so far, and how many known parents of theirs are still to come. */
type Open = { readonly commits: SectionCommit[]; waits: number };

/**
 * Starts a stream. `order` is what `releaseOrder` would give if dates alone decided; where ancestry says otherwise, or two releases bear
 * one date, the stream becomes unsure. Of a commit whose section has been given, the sha and the place are kept and nothing else.
 */
export function streamSections(order: readonly PlacedRelease[], head: string): SectionStream {
  const tagged = placesBySha(order);
  const hold = createCommitHolder();
  /** By sha: the place of a commit that has come, or the complement (`~`) of the place at which a parent waits. */
  const known = new Map<string, number>();
  const open = new Map<number, Open>();
  const given = new Set<number>();
  const tips: string[] = [];
  let isUnsure = hasEqualDates(order);

  const sectionAt = (place: number): Open => {
    if (given.has(place)) isUnsure = true;
    const section = open.get(place) ?? { commits: [], waits: 0 };
    open.set(place, section);
    return section;
  };
  const placeFor = (sha: string, inherited: number | undefined): number => {
    const own = tagged.get(sha);
    if (own === undefined) return inherited ?? order.length;
    if (inherited === undefined || inherited === order.length) tips.push(ownText(sha));
    else if (inherited < own) isUnsure = true;
    return own;
  };
  /** Tells a parent its section; gives the place it waited at before. */
  const expect = (parent: string, place: number): number | null => {
    const state = known.get(parent);
    if (state !== undefined && state >= 0) {
      if (place < state) isUnsure = true;
      return null;
    }
    const inherited = state === undefined ? undefined : ~state;
    if (inherited !== undefined && inherited <= place) return null;
    known.set(inherited === undefined ? ownText(parent) : parent, ~place);
    sectionAt(place).waits += 1;
    if (inherited === undefined) return null;
    sectionAt(inherited).waits -= 1;
    return inherited;
  };
  const give = (place: number): HistorySection[] => {
    const section = open.get(place);
    if (section === undefined || section.waits > 0) return [];
    open.delete(place);
    given.add(place);
    const release = order[place] ?? null;
    return [historySection(release, section.commits, release?.sha ?? head)];
  };

  return {
    add: ({ sha, parents, committedAt }, changes) => {
      const state = known.get(sha);
      const inherited = state === undefined || state >= 0 ? undefined : ~state;
      const place = placeFor(sha, inherited);
      known.set(state === undefined ? ownText(sha) : sha, place);
      const section = sectionAt(place);
      section.commits.push({ sha, parents, committedAt, changes });
      if (section.commits.length % patience === 0) holdLast(section.commits, hold);
      const lowered: number[] = [];
      for (const parent of parents) {
        const before = expect(parent, place);
        if (before !== null) lowered.push(before);
      }
      if (inherited !== undefined) sectionAt(inherited).waits -= 1;
      const sections = give(place);
      if (inherited !== undefined && inherited !== place) sections.push(...give(inherited));
      for (const before of lowered) sections.push(...give(before));
      return sections;
    },
    end: () => {
      for (const section of open.values()) section.waits = 0;
      return [...open.keys()].flatMap(give);
    },
    isUnsure: () => isUnsure,
    tips: () => tips,
  };
}

/** A section that grows by so many commits will be open for long: then what it holds is made small. */
const patience = 64;

/** Puts the commits that came last in a form that does not keep their messages, nor what git printed around them. */
function holdLast(commits: SectionCommit[], hold: CommitHolder): void {
  for (let at = commits.length - patience; at < commits.length; at += 1) {
    const commit = commits[at];
    if (commit === undefined) continue;
    const sha = ownText(commit.sha) as Sha;
    const { committedAt, parents, changes } = commit;
    commits[at] = {
      sha,
      committedAt,
      parents: parents.map(ownText),
      changes: changes.map((change) => hold(change, sha)),
    };
  }
}

/** The first release on each tagged commit. */
function placesBySha(order: readonly PlacedRelease[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, { sha }] of order.entries()) if (!places.has(sha)) places.set(sha, place);
  return places;
}

/** Whether two releases on different commits bear one date: then more than the date decides which came first. */
function hasEqualDates(order: readonly PlacedRelease[]): boolean {
  return order.some(({ at, sha }, place) => {
    const next = order[place + 1];
    return next !== undefined && next.at === at && next.sha !== sha;
  });
}
