/** The value that `share` (0 to 1) of the numbers do not exceed, by nearest rank; NaN for none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle number. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}
