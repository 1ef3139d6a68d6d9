/** How often something happened, by name. */
export type Counts = Map<string, number>;

/** Adds one to a count. */
export function count(counts: Counts, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
