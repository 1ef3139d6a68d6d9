import { bumps, nearestNext, nextVersion } from './bump.ts';
import { compareVersions } from './compare-versions.ts';
import { coreOf, isPreRelease } from './parts.ts';
import type { Version } from './version.ts';

export type SuccessionVerdict =
  | { readonly kind: 'ok' }
  /** The version leaves versions out (1.4.2 to 1.6.0). Legal by SemVer 2.0.0 item 2, seldom meant: the caller decides. */
  | { readonly kind: 'skips'; readonly nearest: Version }
  | { readonly kind: 'refused'; readonly code: 'tag_exists' | 'not_greater'; readonly nearest: Version };

/**
 * Says whether a version may follow `current` (null before the first release). `existing` are the versions that already have a tag: one of
 * them is refused, as is a version that is not greater than the current one. Build metadata makes no version new (SemVer 2.0.0 item 10).
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
  if (current === null) return { kind: 'ok' };
  if (compareVersions(version, current) <= 0) {
    return { kind: 'refused', code: 'not_greater', nearest: firstFree(current, isTaken) };
  }
  return isOneStep(version, current) ? { kind: 'ok' } : { kind: 'skips', nearest: nearestNext(current, version) };
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
