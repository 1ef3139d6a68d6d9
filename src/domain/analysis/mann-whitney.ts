/** What the test says: how often a value of the first side stands above one of the second, and how likely that is by chance alone. */
export type MannWhitney = {
  /** The U statistic of the first side: pairs in which it is greater, ties counted half. */
  readonly u: number;
  /** U as a share of all pairs: 0.5 when both sides are alike, 1 when the first is always greater. */
  readonly share: number;
  /** One-sided probability of a U this large or larger when both sides are alike. */
  readonly p: number;
};

/**
 * The Mann-Whitney U test (Mann and Whitney 1947; the test that Kayenta uses) of whether values of `first` tend to be greater than values
 * of `second`, by the normal approximation with correction for ties and for continuity. It assumes nothing about how values are
 * distributed. With fewer than two values on a side, or values that are all alike, nothing is unlikely: p is 1.
 */
export function mannWhitney(first: readonly number[], second: readonly number[]): MannWhitney {
  const [m, n] = [first.length, second.length];
  const { ranksOfFirst, ties } = ranked(first, second);
  const u = ranksOfFirst - (m * (m + 1)) / 2;
  const total = m + n;
  const variance = ((m * n) / 12) * (total + 1 - ties / (total * (total - 1)));
  const share = m * n === 0 ? 0.5 : u / (m * n);
  if (m < 2 || n < 2 || !(variance > 0)) return { u, share, p: 1 };
  return { u, share, p: upperTail((u - (m * n) / 2 - 0.5) / Math.sqrt(variance)) };
}

/** The sum of the first side's ranks, and the sum of t^3 - t over groups of t equal values. */
function ranked(first: readonly number[], second: readonly number[]): { ranksOfFirst: number; ties: number } {
  const all = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ].sort((a, b) => a.value - b.value);
  let ranksOfFirst = 0;
  let ties = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end += 1;
    const rank = (start + 1 + end) / 2;
    const size = end - start;
    for (let index = start; index < end; index += 1) if (all[index]?.isFirst === true) ranksOfFirst += rank;
    ties += size ** 3 - size;
    start = end;
  }
  return { ranksOfFirst, ties };
}

/** The share of a standard normal distribution above `z` (Abramowitz and Stegun 7.1.26; absolute error below 1.5e-7). */
export function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (series * Math.exp(-x * x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}
