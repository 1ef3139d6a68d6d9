import { compareParts } from '../version/compare-versions.ts';
import type { VersionParts } from '../version/grammar.ts';
import { partsOf } from '../version/parts.ts';
import type { HistoryRelease } from './history-release.ts';

/**
 * For each release (given in the order they came out) the one its changes are told against: the highest lower version that was out by
 * then, pre-releases only in front of a pre-release; null for a first one. What came out later never changes an answer. `known` are
 * releases that came out before all of these and need no answer.
 */
export function previousReleases<Release extends Pick<HistoryRelease, 'version'>>(
  order: readonly Release[],
  known: readonly Release[] = [],
): readonly (Release | null)[] {
  if (order.length === 0) return [];
  if (order.length <= few) return order.map((release, place) => previousAmong(known, order.slice(0, place), release));
  const all = known.map(ranked).sort((a, b) => compareParts(a.parts, b.parts));
  const stable = all.filter(({ parts }) => parts.preRelease.length === 0);
  return order.map((release) => {
    const own = ranked(release);
    const isStable = own.parts.preRelease.length === 0;
    const among = isStable ? stable : all;
    const previous = among[placeIn(among, own.parts) - 1]?.release ?? null;
    all.splice(placeIn(all, own.parts), 0, own);
    if (isStable) stable.splice(placeIn(stable, own.parts), 0, own);
    return previous;
  });
}

/** For so many releases it costs less to look through the known ones each time than to sort them. */
const few = 8;

/** The highest lower version: of equal ones the last known, and known ones before those of this time, the first of which counts. */
function previousAmong<Release extends Pick<HistoryRelease, 'version'>>(
  known: readonly Release[],
  earlier: readonly Release[],
  release: Release,
): Release | null {
  const { parts } = ranked(release);
  const isStable = parts.preRelease.length === 0;
  let best: Ranked<Release> | null = null;
  for (const [place, other] of [...known, ...earlier].entries()) {
    const own = ranked(other);
    if ((isStable && own.parts.preRelease.length > 0) || compareParts(own.parts, parts) >= 0) continue;
    const ahead = best === null ? 1 : compareParts(own.parts, best.parts);
    if (ahead > 0 || (ahead === 0 && place < known.length)) best = own;
  }
  return best?.release ?? null;
}

/** The highest release, a stable one where there is any: what is unreleased is told against it. Null when there is none. */
export function highestRelease<Release extends Pick<HistoryRelease, 'version'>>(
  releases: readonly Release[],
): Release | null {
  let best: Ranked<Release> | null = null;
  for (const release of releases) {
    const own = ranked(release);
    if (best === null || isAhead(own.parts, best.parts)) best = own;
  }
  return best?.release ?? null;
}

function isAhead(parts: VersionParts, others: VersionParts): boolean {
  const [isStable, areStable] = [parts.preRelease.length === 0, others.preRelease.length === 0];
  return isStable === areStable ? compareParts(parts, others) > 0 : isStable;
}

function ranked<Release extends Pick<HistoryRelease, 'version'>>(release: Release): Ranked<Release> {
  return { release, parts: partsOf(release.version) };
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
