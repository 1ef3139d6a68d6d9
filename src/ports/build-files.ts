import type { ForgeFile } from './forge.ts';

export type FoundFiles =
  /** `path` is relative to the folder, in the order of the paths. */
  | { readonly kind: 'found'; readonly files: readonly (ForgeFile & { readonly path: string })[] }
  /** This pattern matches no file. */
  | { readonly kind: 'nothing'; readonly pattern: string }
  /** More files than anybody attaches to a release, or a folder too big to look through. */
  | { readonly kind: 'too-many'; readonly pattern: string; readonly limit: number };

/** The files that the build commands of a release left in its checkout. */
export type BuildFiles = {
  /**
   * The files below `folder` that match any of the patterns (`*` in one folder, `**` across folders, `?`), each once, with size and SHA-256.
   * Links are never followed, so nothing outside the folder is found, and `.git` is left out.
   */
  find(folder: string, patterns: readonly string[]): Promise<FoundFiles>;
};
