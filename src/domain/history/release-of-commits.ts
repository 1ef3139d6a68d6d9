import type { CommitGraph } from './commit-graph.ts';
import type { HistoryRelease } from './history-release.ts';

/** Stands for commits that no release contains and the head does not reach: of other branches, or of tags that are no releases. */
export const nowhere = -1;

/**
 * For each commit by number the place, in `order`, of the first release that contains it; `order.length` for those that only the head
 * reaches, `nowhere` for the rest. It is what `git rev-list` gives for a release without all earlier ones, found for all of them in one
 * pass from children to parents: linear in the commits, whatever the number of releases.
 */
export function releaseOfCommits(
  graph: CommitGraph,
  order: readonly Pick<HistoryRelease, 'sha'>[],
  head: string | null,
): Int32Array {
  const places = new Int32Array(graph.size()).fill(nowhere);
  const lower = (number: number, place: number) => {
    const known = places[number] ?? nowhere;
    if (known === nowhere || place < known) places[number] = place;
  };
  const start = head === null ? null : graph.numberOf(head);
  if (start !== null) lower(start, order.length);
  for (const [place, { sha }] of order.entries()) {
    const number = graph.numberOf(sha);
    if (number !== null) lower(number, place);
  }
  for (const number of graph.childrenFirst()) {
    const place = places[number] ?? nowhere;
    if (place !== nowhere) graph.eachParent(number, (parent) => lower(parent, place));
  }
  return places;
}
