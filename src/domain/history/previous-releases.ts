import { compareParts } from '../version/compare-versions.ts';
import type { VersionParts } from '../version/grammar.ts';
import { partsOf } from '../version/parts.ts';
import type { HistoryRelease } from './history-release.ts';

/**
 * For each release (given in the order they came out) the one its changes are told against: the highest lower version that was out by
 * then, pre-releases only in front of a pre-release; null for a first one. What came out later never changes an answer.
 */
export function previousReleases<Release extends Pick<HistoryRelease, 'version'>>(
  order: readonly Release[],
): readonly (Release | null)[] {
  const all: Ranked<Release>[] = [];
  const stable: Ranked<Release>[] = [];
  return order.map((release) => {
    const ranked = { release, parts: partsOf(release.version) };
    const isStable = ranked.parts.preRelease.length === 0;
    const among = isStable ? stable : all;
    const previous = among[placeIn(among, ranked.parts) - 1]?.release ?? null;
    all.splice(placeIn(all, ranked.parts), 0, ranked);
    if (isStable) stable.splice(placeIn(stable, ranked.parts), 0, ranked);
    return previous;
  });
}

type Ranked<Release> = { readonly release: Release; readonly parts: VersionParts };

/** How many of the sorted versions are lower. */
function placeIn(sorted: readonly { readonly parts: VersionParts }[], parts: VersionParts): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle];
    if (found !== undefined && compareParts(found.parts, parts) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
