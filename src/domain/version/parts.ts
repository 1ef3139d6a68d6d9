import type { Version } from './version.ts';

/** A version taken apart (SemVer 2.0.0 items 2, 9 and 10): three safe integers, and the identifiers of its pre-release and build. */
export type VersionParts = {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly preRelease: readonly string[];
  readonly build: readonly string[];
};

const grammar =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;

/** The longest version Fairlead accepts, in characters: container registries allow no longer tag. */
export const versionLimit = 128;

/** Takes a text apart; null when it is not a SemVer 2.0.0 version to the letter, too long, or of numbers beyond a safe integer. */
export function readParts(text: string): VersionParts | null {
  const match = text.length <= versionLimit ? grammar.exec(text) : null;
  if (match === null) return null;
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (!Number.isSafeInteger(major) || !Number.isSafeInteger(minor) || !Number.isSafeInteger(patch)) return null;
  return { major, minor, patch, preRelease: match[4]?.split('.') ?? [], build: match[5]?.split('.') ?? [] };
}

/** Tells whether a text is a SemVer 2.0.0 version to the letter: no `v`, no spaces, numbers that fit a safe integer. */
export function isVersion(text: string): boolean {
  return readParts(text) !== null;
}

/** The text as a version, null when it is none. The same as the schema, for programs that must start without it. */
export function versionFrom(text: string): Version | null {
  return isVersion(text) ? (text as Version) : null;
}

/** The parts of a version. */
export function partsOf(version: Version): VersionParts {
  return readParts(version) ?? { major: 0, minor: 0, patch: 0, preRelease: [], build: [] };
}

/** Writes parts as the version they are. Throws a RangeError where they make none. */
export function printParts({ major, minor, patch, preRelease, build }: VersionParts): Version {
  const pre = preRelease.length === 0 ? '' : `-${preRelease.join('.')}`;
  const version = versionFrom(`${major}.${minor}.${patch}${pre}${build.length === 0 ? '' : `+${build.join('.')}`}`);
  if (version === null) throw new RangeError(`${major}.${minor}.${patch}${pre} is no version that can be written.`);
  return version;
}

/** Tells whether a version is a pre-release (SemVer 2.0.0 item 9). */
export function isPreRelease(version: Version): boolean {
  return partsOf(version).preRelease.length > 0;
}

/** The version without its pre-release and build parts: `2.0.0-rc.1` gives `2.0.0`. */
export function coreOf(version: Version): Version {
  return printParts({ ...partsOf(version), preRelease: [], build: [] });
}
