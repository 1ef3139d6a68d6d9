import { bumps, nearestNext, nextVersion } from './bump.ts';
import { compareVersions } from './compare-versions.ts';
import { afterPreRelease } from './next-pre-release.ts';
import { coreOf, isPreRelease } from './parts.ts';
import type { Version } from './version.ts';

export type SuccessionVerdict =
  | { readonly kind: 'ok' }
  /** The version leaves versions out (1.4.2 to 1.6.0). Legal by SemVer 2.0.0 item 2, seldom meant: the caller decides. */
  | { readonly kind: 'skips'; readonly nearest: Version }
  | { readonly kind: 'refused'; readonly code: 'tag_exists'; readonly nearest: Version }
  /** `than` is what it should come after: the current version, or a pre-release of the same release. */
  | { readonly kind: 'refused'; readonly code: 'not_greater'; readonly than: Version; readonly nearest: Version };

/**
 * Says whether a version may follow `current` (null before the first release). `existing` are the versions that already have a tag: one of
 * them is refused, as is a version that is not greater than the current one, or a pre-release that is not greater than those of the same
 * release. Build metadata makes no version new (SemVer 2.0.0 item 10).
 */
export function checkSuccession(request: {
  readonly version: Version;
  readonly current: Version | null;
  readonly existing: readonly Version[];
}): SuccessionVerdict {
  const { version, current, existing } = request;
  const isTaken = (candidate: Version) => existing.some((other) => compareVersions(other, candidate) === 0);
  if (isTaken(version)) {
    return { kind: 'refused', code: 'tag_exists', nearest: firstFree(current ?? version, isTaken) };
  }
  if (current !== null && compareVersions(version, current) <= 0) {
    return { kind: 'refused', code: 'not_greater', than: current, nearest: firstFree(current, isTaken) };
  }
  const later = existing.find((other) => isLaterPreRelease(other, version));
  if (later !== undefined) {
    const nearest = highestPreRelease(later, existing);
    return { kind: 'refused', code: 'not_greater', than: nearest, nearest: afterPreRelease(nearest) };
  }
  if (current === null) return { kind: 'ok' };
  return isOneStep(version, current) ? { kind: 'ok' } : { kind: 'skips', nearest: nearestNext(current, version) };
}

/** A pre-release of the same release that comes after this one: `rc.0` after `beta.3`. */
function isLaterPreRelease(other: Version, version: Version): boolean {
  const arePre = isPreRelease(version) && isPreRelease(other);
  return arePre && coreOf(other) === coreOf(version) && compareVersions(other, version) > 0;
}

function highestPreRelease(from: Version, existing: readonly Version[]): Version {
  return existing.reduce((highest, other) => (isLaterPreRelease(other, highest) ? other : highest), from);
}

function firstFree(from: Version, isTaken: (version: Version) => boolean): Version {
  let candidate = nextVersion(from, 'patch');
  while (isTaken(candidate)) candidate = nextVersion(candidate, 'patch');
  return candidate;
}

function isOneStep(version: Version, current: Version): boolean {
  const core = coreOf(version);
  const stepsFrom = coreOf(current);
  if (isPreRelease(current) && core === stepsFrom) return true;
  return bumps.some((bump) => nextVersion(stepsFrom, bump) === core);
}
