import type { Commit } from '../commits/commit.ts';
import type { Sha } from '../ids.ts';
import { type CommitGraph, createCommitGraph, type GraphCommit } from './commit-graph.ts';
import type { HistoryRelease } from './history-release.ts';
import { type HistorySection, historySection, type SectionCommit } from './history-section.ts';
import { createCommitHolder } from './hold-commit.ts';
import { nowhere, releaseOfCommits } from './release-of-commits.ts';
import { type PlacedRelease, releaseOrder } from './release-order.ts';

/** A history on its way in, commit by commit, in any order. */
export type HistoryGathering = {
  readonly graph: CommitGraph;
  add(commit: GraphCommit, changes: readonly Commit[]): void;
  /** Releases in the order they came out, and the sections from what is unreleased to the first release, each made when it is asked for. */
  finish(
    releases: readonly HistoryRelease[],
    head: string,
  ): { readonly order: readonly PlacedRelease[]; readonly sections: Generator<HistorySection> };
};

/** What is kept of the commits by their numbers; what has been told is taken out. */
type Held = (readonly Commit[] | undefined)[];

/** Starts gathering. Of each commit its place in history and its titles are kept, never its message. */
export function gatherHistory(): HistoryGathering {
  const graph = createCommitGraph();
  const hold = createCommitHolder();
  const held: Held = [];
  return {
    graph,
    add: (commit, changes) => {
      const number = graph.add(commit);
      const sha = graph.shaOf(number) as Sha;
      held[number] = changes.map((change) => hold(change, sha));
    },
    finish: (releases, head) => {
      const order = releaseOrder(graph, releases);
      const places = releaseOfCommits(graph, order, head);
      return { order, sections: sectionsOf(graph, order, places, held, head) };
    },
  };
}

function* sectionsOf(
  graph: CommitGraph,
  order: readonly PlacedRelease[],
  places: Int32Array,
  held: Held,
  head: string,
): Generator<HistorySection> {
  const { starts, numbers } = sortedByPlace(places, order.length + 1);
  for (let place = order.length; place >= 0; place -= 1) {
    const own = numbers.subarray(starts[place] ?? 0, starts[place + 1] ?? 0);
    const commits = Array.from(own, (number) => sectionCommit(graph, number, held));
    for (const number of own) held[number] = undefined;
    const release = order[place] ?? null;
    yield historySection(release, commits, release?.sha ?? head);
  }
}

function sectionCommit(graph: CommitGraph, number: number, held: Held): SectionCommit {
  const parents: string[] = [];
  graph.eachLink(number, (parent) => parents.push(graph.shaOf(parent)));
  const sha = graph.shaOf(number);
  return { sha, parents, committedAt: graph.committedAt(number), changes: held[number] ?? [] };
}

/** Numbers of commits by their place: those of a place stand from its start to the next one's. */
function sortedByPlace(places: Int32Array, count: number) {
  const starts = new Int32Array(count + 1);
  for (const place of places) if (place !== nowhere) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  for (let place = 1; place <= count; place += 1) starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
  const next = starts.slice();
  const numbers = new Int32Array(places.length);
  for (const [number, place] of places.entries()) {
    if (place === nowhere) continue;
    const at = next[place] ?? 0;
    numbers[at] = number;
    next[place] = at + 1;
  }
  return { starts, numbers };
}
