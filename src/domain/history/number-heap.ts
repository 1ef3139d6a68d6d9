/** Puts a number into a heap whose smallest one is first. */
export function pushNumber(heap: number[], value: number): void {
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

/** Takes the smallest number out of a heap; null when it is empty. */
export function popNumber(heap: number[]): number | null {
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
