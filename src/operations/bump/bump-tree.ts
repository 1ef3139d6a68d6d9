import type { Sha } from '#domain/ids.ts';
import type { GitReader } from '#ports/git.ts';

/** The files of a repository in one state: those of a commit, or those that lie in a folder. */
export type BumpTree = {
  /** Every path in it. */
  paths(): Promise<readonly string[]>;
  /** The text of a file, or null when there is none or it is a link. Refuses a file that is not UTF-8. */
  read(path: string): Promise<string | null>;
};

/** The files of a commit. */
export function treeAt(git: Pick<GitReader, 'changedPaths' | 'readFile'>, sha: Sha): BumpTree {
  return {
    paths: () => git.changedPaths({ from: null, to: sha }),
    read: (path) => git.readFile(sha, path),
  };
}
