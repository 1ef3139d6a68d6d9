import { distance as editDistance } from 'fastest-levenshtein';

/**
 * The candidate that `word` was most likely meant to be: one a few letters away, else the only one it is the beginning of. Null when none is
 * near enough to suggest. Case does not count.
 */
export function nearestWord(word: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((each) => ({ each, distance: editDistance(word.toLowerCase(), each.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  const best = ranked[0];
  if (best !== undefined && best.distance <= Math.max(2, Math.floor(word.length / 3))) return best.each;
  const begun = word.length < 3 ? [] : candidates.filter((each) => each.toLowerCase().startsWith(word.toLowerCase()));
  return begun.length === 1 ? (begun[0] ?? null) : null;
}
