/** What a version file says. */
export type VersionReading =
  | { readonly kind: 'version'; readonly version: string }
  /** A file of its kind that holds no version and need not: a private package, a Go module. */
  | { readonly kind: 'absent'; readonly why: string }
  | { readonly kind: 'invalid'; readonly why: string };

export type BumpOutcome =
  /** `text` is the whole new file; every byte outside the version (and a documented counter) is as it was. */
  | { readonly kind: 'bumped'; readonly text: string }
  /** The file holds the new version already. */
  | { readonly kind: 'already' }
  /** The file holds neither the old version nor the new one. */
  | { readonly kind: 'mismatch'; readonly found: string }
  | { readonly kind: 'invalid'; readonly why: string };

/** From one version to the next; `from` is null when any version may be replaced (a first release). */
export type VersionChange = { readonly from: string | null; readonly to: string };

/** A file that repeats the version of another and is changed with it where it exists: a lock file. */
export type CompanionFile = {
  readonly path: string;
  /** `already` also stands for a companion that does not mention its owner. */
  readonly bump: (text: string, change: VersionChange) => BumpOutcome;
};

/** One kind of file that holds a version: text in, text out. Adding a kind is a file in kinds/ and a line in version-file-kinds.ts. */
export type VersionFileKind = {
  readonly name: string;
  /** What a bump changes in such a file and what it leaves alone, for docs/version-files.md. */
  readonly changes: string;
  readonly keeps: string;
  readonly matches: (path: string) => boolean;
  /** Whether a file found by its path alone probably holds a version; without it, every file that matches does. */
  readonly isLikely?: (path: string) => boolean;
  readonly read: (text: string) => VersionReading;
  readonly bump: (text: string, change: VersionChange) => BumpOutcome;
  readonly companions: (path: string) => readonly CompanionFile[];
};
