import type { VersionParts } from './grammar.ts';
import { partsOf } from './parts.ts';
import type { Version } from './version.ts';

/** Orders two versions by SemVer 2.0.0 item 11; build metadata does not count. Negative when `a` comes first. */
export function compareVersions(a: Version, b: Version): number {
  return compareParts(partsOf(a), partsOf(b));
}

/** The same for versions that were taken apart before, for lists of thousands. */
export function compareParts(a: VersionParts, b: VersionParts): number {
  return (
    Math.sign(a.major - b.major) ||
    Math.sign(a.minor - b.minor) ||
    Math.sign(a.patch - b.patch) ||
    comparePreReleases(a.preRelease, b.preRelease)
  );
}

/** A version without a pre-release comes after all with one; of two, the one with more identifiers when the others are equal. */
function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length);
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return a.length === b.length ? 0 : -1;
}

/** Numbers by their value however long they are, before words; words letter by letter as ASCII orders them. */
function compareIdentifiers(a: string, b: string): number {
  const [isNumber, otherIsNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber !== otherIsNumber) return isNumber ? -1 : 1;
  if (isNumber && a.length !== b.length) return a.length < b.length ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
