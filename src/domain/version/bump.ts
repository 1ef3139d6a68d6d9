import semver from 'semver';
import { z } from 'zod';
import { coreOf, isPreRelease, partsOf, Version } from './version.ts';

/** Which number of a version goes up (SemVer 2.0.0 items 6 to 8). */
export const Bump = z.enum(['major', 'minor', 'patch']);
export type Bump = z.infer<typeof Bump>;

/** The version a bump leads to. Without a current version it starts from 0.0.0; a pre-release leads to its own release first. */
export function nextVersion(current: Version | null, bump: Bump): Version {
  return Version.parse(semver.inc(current ?? '0.0.0', bump));
}

/**
 * Which bump lies between two versions. Between a pre-release and its own release it is the bump the release stands for: `2.0.0-rc.1` to
 * `2.0.0` is major.
 */
export function bumpBetween(previous: Version | null, version: Version): Bump {
  const to = partsOf(version);
  const from = previous === null ? { major: 0, minor: 0, patch: 0 } : partsOf(previous);
  if (to.major !== from.major) return 'major';
  if (to.minor !== from.minor) return 'minor';
  if (to.patch !== from.patch || previous === null || !isPreRelease(previous)) return 'patch';
  if (to.patch > 0) return 'patch';
  return to.minor > 0 ? 'minor' : 'major';
}

/** The version one legal step after `current` that `version` was probably meant to be, by the number it raises. */
export function nearestNext(current: Version, version: Version): Version {
  return nextVersion(coreOf(current), bumpBetween(coreOf(current), version));
}
