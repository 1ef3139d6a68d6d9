import type { VersionChange } from '../version-file.ts';

/** A version file that was asked to change, its text before and after; both are the same where it held the new version already. */
export type BumpedTarget = VersionChange & { readonly path: string; readonly before: string; readonly after: string };

export type Followed =
  /** The whole new text of a file that repeats a version. */
  | { readonly kind: 'changed'; readonly path: string; readonly text: string }
  /** Something a person should know, about which nothing was done. */
  | { readonly kind: 'note'; readonly path: string; readonly note: string }
  | { readonly kind: 'invalid'; readonly path: string; readonly why: string };

/** Brings the files of one ecosystem that repeat bumped versions to the same: ranges in a workspace, modules, lock files. Pure. */
export type Follower = {
  /** Whether a target of this path has such files. */
  readonly isFor: (target: string) => boolean;
  /** Whether a file of the repository may be one, or is needed to find them. */
  readonly wants: (path: string) => boolean;
  /** `files` hold the targets with their new versions. Over its own result it changes nothing. */
  readonly follow: (files: ReadonlyMap<string, string>, targets: readonly BumpedTarget[]) => readonly Followed[];
};
