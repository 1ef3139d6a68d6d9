/**
 * Services in the order they are deployed: each after all it needs, names in alphabetical order where the graph leaves a choice.
 * Needs outside `services` are left out of account. A circle is an outcome that names it.
 */
export function serviceOrder(
  services: readonly string[],
  needsOf: (service: string) => readonly string[],
):
  | { readonly kind: 'order'; readonly services: readonly string[] }
  | { readonly kind: 'circle'; readonly services: readonly string[] } {
  const left = new Set([...services].sort());
  const order: string[] = [];
  while (left.size > 0) {
    const next = [...left].find((name) => needsOf(name).every((need) => !left.has(need)));
    if (next === undefined) return { kind: 'circle', services: [...left] };
    left.delete(next);
    order.push(next);
  }
  return { kind: 'order', services: order };
}
