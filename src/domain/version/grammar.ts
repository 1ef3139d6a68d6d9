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
