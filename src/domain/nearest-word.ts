import { editDistance } from './edit-distance.ts';

/** The candidate that `word` was most likely meant to be, or null when none is near enough to suggest. Case does not count. */
export function nearestWord(word: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((each) => ({ each, distance: editDistance(word.toLowerCase(), each.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.each : null;
}
