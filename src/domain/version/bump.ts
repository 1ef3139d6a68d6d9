import { coreOf, partsOf, printParts } from './parts.ts';
import type { Version } from './version.ts';

/** Which number of a version goes up (SemVer 2.0.0 items 6 to 8), the highest first. */
export const bumps = ['major', 'minor', 'patch'] as const;
export type Bump = (typeof bumps)[number];

/**
 * The release a bump leads to. Without a current version it starts from 0.0.0; a pre-release leads to its own release where that is far
 * enough: `2.0.0-rc.1` by any bump is 2.0.0, `1.5.0-rc.1` by major is 2.0.0.
 */
export function nextVersion(current: Version | null, bump: Bump): Version {
  const from = current === null ? zero : partsOf(current);
  const core = { ...from, preRelease: [], build: [] };
  if (from.preRelease.length > 0 && isAtLeast(coreBump(from), bump)) return printParts(core);
  if (bump === 'major') return printParts({ ...core, major: from.major + 1, minor: 0, patch: 0 });
  if (bump === 'minor') return printParts({ ...core, minor: from.minor + 1, patch: 0 });
  return printParts({ ...core, patch: from.patch + 1 });
}

/**
 * Which bump lies between two versions. Between a pre-release and its own release it is the bump the release stands for: `2.0.0-rc.1` to
 * `2.0.0` is major.
 */
export function bumpBetween(previous: Version | null, version: Version): Bump {
  const to = partsOf(version);
  const from = previous === null ? zero : partsOf(previous);
  if (to.major !== from.major) return 'major';
  if (to.minor !== from.minor) return 'minor';
  return to.patch === from.patch && from.preRelease.length > 0 ? coreBump(to) : 'patch';
}

/** The version one legal step after `current` that `version` was probably meant to be, by the number it raises. */
export function nearestNext(current: Version, version: Version): Version {
  return nextVersion(coreOf(current), bumpBetween(coreOf(current), version));
}

/** The higher of two bumps, null being none. */
export function highestBump(one: Bump | null, other: Bump | null): Bump | null {
  if (one === null || other === null) return one ?? other;
  return isAtLeast(one, other) ? one : other;
}

const zero = { major: 0, minor: 0, patch: 0, preRelease: [], build: [] } as const;

/** Tells whether one bump promises no less than the other. */
export function isAtLeast(one: Bump, other: Bump): boolean {
  return bumps.indexOf(one) <= bumps.indexOf(other);
}

/** The bump that three numbers stand for by themselves: 2.0.0 is a major version, 1.5.0 a minor one. */
function coreBump({ minor, patch }: { readonly minor: number; readonly patch: number }): Bump {
  if (patch > 0) return 'patch';
  return minor > 0 ? 'minor' : 'major';
}
