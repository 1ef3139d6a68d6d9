import semver from 'semver';
import { z } from 'zod';

const grammar =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;

/** The longest version Fairlead accepts, in characters: container registries allow no longer tag. */
export const versionLimit = 128;

/** Tells whether a text is a SemVer 2.0.0 version to the letter: no `v`, no spaces, numbers that fit a safe integer. */
export function isVersion(text: string): boolean {
  return text.length <= versionLimit && grammar.test(text) && semver.parse(text) !== null;
}

/** A version as SemVer 2.0.0 writes it, `1.5.0` or `2.0.0-rc.1`. */
export const Version = z
  .string()
  .refine(isVersion, { message: 'expected a SemVer 2.0.0 version such as 1.5.0' })
  .brand('Version');
export type Version = z.infer<typeof Version>;

/** Orders two versions by SemVer 2.0.0 item 11; build metadata does not count. Negative when `a` comes first. */
export function compareVersions(a: Version, b: Version): number {
  return semver.compare(a, b);
}

/** Tells whether a version is a pre-release (SemVer 2.0.0 item 9). */
export function isPreRelease(version: Version): boolean {
  return semver.prerelease(version) !== null;
}

/** The version without its pre-release and build parts: `2.0.0-rc.1` gives `2.0.0`. */
export function coreOf(version: Version): Version {
  const { major, minor, patch } = partsOf(version);
  return Version.parse(`${major}.${minor}.${patch}`);
}

/** The three numbers of a version. */
export function partsOf(version: Version): { readonly major: number; readonly minor: number; readonly patch: number } {
  return { major: semver.major(version), minor: semver.minor(version), patch: semver.patch(version) };
}
