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

/** No number within so many characters of a version is beyond a safe integer. */
const plainLimit = 19;
const none: readonly string[] = [];

/** The longest version Fairlead accepts, in characters: container registries allow no longer tag. */
export const versionLimit = 128;

/** Takes a text apart; null when it is not a SemVer 2.0.0 version to the letter, too long, or of numbers beyond a safe integer. */
export function readParts(text: string): VersionParts | null {
  const plain = text.length <= plainLimit ? plainParts(text) : null;
  if (plain !== null) return plain;
  const match = text.length <= versionLimit ? grammar.exec(text) : null;
  if (match === null) return null;
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (!Number.isSafeInteger(major) || !Number.isSafeInteger(minor) || !Number.isSafeInteger(patch)) return null;
  return { major, minor, patch, preRelease: match[4]?.split('.') ?? [], build: match[5]?.split('.') ?? [] };
}

/**
 * Takes a version of three numbers and nothing else apart; null for every other text. Nearly all of the thousands of versions a repository
 * may have are such, and a program that has just started is many times slower at regular expressions.
 */
function plainParts(text: string): VersionParts | null {
  let [major, minor, number] = [-1, -1, -1];
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      if (number === 0) return null;
      number = number < 0 ? digit : number * 10 + digit;
    } else {
      if (digit !== -2 || number < 0 || minor >= 0) return null;
      if (major < 0) major = number;
      else minor = number;
      number = -1;
    }
  }
  return minor < 0 || number < 0 ? null : { major, minor, patch: number, preRelease: none, build: none };
}

/** Tells whether a text is a SemVer 2.0.0 version to the letter: no `v`, no spaces, numbers that fit a safe integer. */
export function isVersion(text: string): boolean {
  return readParts(text) !== null;
}
