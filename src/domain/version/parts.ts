import { isVersion, readParts, type VersionParts } from './grammar.ts';
import type { Version } from './version.ts';

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
