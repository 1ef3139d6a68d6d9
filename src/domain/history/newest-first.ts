import { popNumber, pushNumber } from './number-heap.ts';

/** What the order of a list of commits depends on. */
export type OrderedCommit = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly committedAt: number;
};

/**
 * Puts commits newest first and children before parents, also where a clock was wrong. Commits of one date go by sha, so that the order
 * depends on nothing but the commits.
 */
export function newestFirst<Commit extends OrderedCommit>(commits: readonly Commit[]): readonly Commit[] {
  const sorted = [...commits].sort(compare);
  const places = new Map(sorted.map(({ sha }, place) => [sha, place]));
  const isRight = sorted.every(({ parents }, place) =>
    parents.every((parent) => (places.get(parent) ?? sorted.length) > place),
  );
  return isRight ? sorted : byChildren(sorted, places);
}

function compare(a: OrderedCommit, b: OrderedCommit): number {
  return b.committedAt - a.committedAt || (a.sha < b.sha ? -1 : 1);
}

/** Of all commits whose children have been taken, takes the newest, over and over. `ready` is a heap of places, newest on top. */
function byChildren<Commit extends OrderedCommit>(
  sorted: readonly Commit[],
  places: ReadonlyMap<string, number>,
): readonly Commit[] {
  const parentsOf = sorted.map(({ parents }) => parents.flatMap((parent) => places.get(parent) ?? []));
  const waitsFor = new Int32Array(sorted.length);
  for (const parent of parentsOf.flat()) waitsFor[parent] = (waitsFor[parent] ?? 0) + 1;
  const ready: number[] = [];
  for (const place of sorted.keys()) if (waitsFor[place] === 0) pushNumber(ready, place);
  const order: Commit[] = [];
  for (let place = popNumber(ready); place !== null; place = popNumber(ready)) {
    const commit = sorted[place];
    if (commit !== undefined) order.push(commit);
    for (const parent of parentsOf[place] ?? []) {
      waitsFor[parent] = (waitsFor[parent] ?? 0) - 1;
      if (waitsFor[parent] === 0) pushNumber(ready, parent);
    }
  }
  return order;
}
