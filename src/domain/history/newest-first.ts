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
  for (const place of sorted.keys()) if (waitsFor[place] === 0) push(ready, place);
  const order: Commit[] = [];
  for (let place = pop(ready); place !== null; place = pop(ready)) {
    const commit = sorted[place];
    if (commit !== undefined) order.push(commit);
    for (const parent of parentsOf[place] ?? []) {
      waitsFor[parent] = (waitsFor[parent] ?? 0) - 1;
      if (waitsFor[parent] === 0) push(ready, parent);
    }
  }
  return order;
}

function push(heap: number[], value: number): void {
  let at = heap.push(value) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above] ?? value;
    if (other <= value) break;
    heap[at] = other;
    at = above;
  }
  heap[at] = value;
}

function pop(heap: number[]): number | null {
  const top = heap[0];
  const last = heap.pop();
  if (top === undefined || last === undefined) return null;
  if (heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let below = at * 2 + 1;
    if ((heap[below + 1] ?? last) < (heap[below] ?? last)) below += 1;
    const other = heap[below];
    if (other === undefined || other >= last) break;
    heap[at] = other;
    at = below;
  }
  heap[at] = last;
  return top;
}
