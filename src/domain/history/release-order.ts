import { compareParts } from '../version/compare-versions.ts';
import { partsOf } from '../version/parts.ts';
import type { CommitGraph } from './commit-graph.ts';
import type { HistoryRelease } from './history-release.ts';

/** A release with its place in time: epoch milliseconds that are never less than those of a release behind it. */
export type PlacedRelease = HistoryRelease & { readonly at: number };

/**
 * The releases of a graph in the order they came out, the first one first. A release that another one contains came before it, whatever
 * the clocks say; where neither contains the other the date of the commit decides, then the lower version, then the name. The order
 * depends on the graph and the tags alone. Releases of commits that were not added are left out.
 */
export function releaseOrder(graph: CommitGraph, releases: readonly HistoryRelease[]): readonly PlacedRelease[] {
  const tagged = new Set<number>();
  for (const { sha } of releases) {
    const number = graph.numberOf(sha);
    if (number !== null) tagged.add(number);
  }
  const { at, step } = placesInTime(graph, tagged);
  const placed = releases.flatMap((release) => {
    const number = graph.numberOf(release.sha);
    if (number === null) return [];
    return [{ release, parts: partsOf(release.version), at: at[number] ?? 0, step: step[number] ?? 0 }];
  });
  placed.sort(
    (a, b) =>
      a.at - b.at ||
      a.step - b.step ||
      compareParts(a.parts, b.parts) ||
      (a.release.name < b.release.name ? -1 : Number(a.release.name > b.release.name)),
  );
  return placed.map(({ release, at }) => ({ ...release, at }));
}

/**
 * For each commit the latest date of a release at or behind it, and how many releases in a row stand at that date: a release whose clock
 * was behind takes the date of the one before it and the next step.
 */
function placesInTime(graph: CommitGraph, tagged: ReadonlySet<number>) {
  const order = graph.childrenFirst();
  const at = new Float64Array(graph.size());
  const step = new Int32Array(graph.size());
  for (let index = order.length - 1; index >= 0; index -= 1) {
    const number = order[index] ?? 0;
    let latest = -1;
    let steps = 0;
    graph.eachParent(number, (parent) => {
      const date = at[parent] ?? 0;
      const parentSteps = step[parent] ?? 0;
      if (date > latest || (date === latest && parentSteps > steps)) {
        latest = date;
        steps = parentSteps;
      }
    });
    if (tagged.has(number)) {
      const own = graph.committedAt(number);
      steps = own > latest ? 0 : steps + 1;
      latest = Math.max(own, latest);
    }
    at[number] = latest;
    step[number] = steps;
  }
  return { at, step };
}
