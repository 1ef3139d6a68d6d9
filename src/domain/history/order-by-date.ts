import { compareParts } from '../version/compare-versions.ts';
import { partsOf } from '../version/parts.ts';
import type { HistoryRelease } from './history-release.ts';
import type { PlacedRelease } from './release-order.ts';

/**
 * Releases by the dates of their commits (epoch milliseconds by sha), then the lower version, then the name: the order they came out in,
 * where every clock was right. Releases without a date are left out.
 */
export function orderByDate(
  releases: readonly HistoryRelease[],
  dates: ReadonlyMap<string, number>,
): readonly PlacedRelease[] {
  const dated = releases.flatMap((release) => {
    const at = dates.get(release.sha);
    return at === undefined ? [] : [{ release, at, parts: partsOf(release.version) }];
  });
  dated.sort(
    (a, b) =>
      a.at - b.at ||
      compareParts(a.parts, b.parts) ||
      (a.release.name < b.release.name ? -1 : Number(a.release.name > b.release.name)),
  );
  return dated.map(({ release, at }) => ({ ...release, at }));
}
