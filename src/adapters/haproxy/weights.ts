/** Highest weight a server can have (HAProxy Configuration Manual, `weight`). */
const HIGHEST = 256;

/** Weight of each server of the two sides. */
export type Weights = { readonly side: number; readonly other: number };

/** How many servers each side has. */
export type Counts = { readonly side: number; readonly other: number };

/**
 * The weights, equal within a side, that give one side this share in percent (1 to 99), to the nearest that whole numbers from 1 to 256 allow;
 * of equal ones the smallest. Null when even that is another share once it is rounded to whole percents: 1 % for ten servers beside one.
 */
export function weightsFor(percent: number, counts: Counts): Weights | null {
  let best: Weights = { side: 1, other: 1 };
  for (let other = 1; other <= HIGHEST; other += 1) {
    const exact = (percent * other * counts.other) / ((100 - percent) * counts.side);
    const found = { side: Math.min(HIGHEST, Math.max(1, Math.round(exact))), other };
    if (missedBy(found, counts, percent) < missedBy(best, counts, percent) - 1e-9) best = found;
  }
  return Math.round(shareOf(best, counts)) === percent ? best : null;
}

function missedBy(weights: Weights, counts: Counts, percent: number): number {
  return Math.abs(shareOf(weights, counts) - percent);
}

function shareOf({ other, side }: Weights, counts: Counts): number {
  return (100 * side * counts.side) / (side * counts.side + other * counts.other);
}
