import type { Sha } from '#domain/ids.ts';

/** One commit as git tells it. */
export type CommitRecord = {
  readonly sha: Sha;
  readonly parents: readonly Sha[];
  readonly authorName: string;
  readonly authorEmail: string;
  /** Epoch milliseconds of the committer date. */
  readonly committedAt: number;
  /** Subject and body as written, line endings as \n. */
  readonly message: string;
};

export type TagRecord = { readonly name: string /** The commit the tag peels to. */; readonly sha: Sha };

/** A file of the release commit: its path and whole new text. */
export type FileChange = { readonly path: string; readonly text: string };

/** Everything a release commit is made of. The same spec gives the same sha on every machine, so preparing it twice is harmless. */
export type ReleaseCommitSpec = {
  readonly parent: Sha;
  readonly message: string;
  readonly changes: readonly FileChange[];
  readonly authorName: string;
  readonly authorEmail: string;
  /** Epoch milliseconds; cut to whole seconds. */
  readonly at: number;
};

export type TagSpec = {
  readonly name: string;
  readonly sha: Sha;
  readonly message: string;
  readonly at: number;
  readonly taggerName: string;
  readonly taggerEmail: string;
  readonly sign?: { readonly format: 'openpgp' | 'ssh'; readonly key: string };
};

export type PushOutcome =
  | { readonly kind: 'pushed' }
  /** The remote already had it: the tag on the same commit, the branch at the commit or further along. */
  | { readonly kind: 'already' }
  /** The remote ref points elsewhere (tag on another commit, branch not an ancestor); `sha` is where. */
  | {
      readonly kind: 'refused';
      readonly reason: 'exists_elsewhere' | 'not_fast_forward' | 'protected';
      readonly sha: Sha | null;
    };

/** One project's repository: a bare mirror on this machine, fetched and never cloned per release. */
export type Git = {
  /** Brings the mirror up to date, deleting what the remote deleted. Throws GIT_UNREACHABLE (transient) or GIT_FAILED. */
  fetch(): Promise<void>;
  /** The commit a branch of the remote points to in the mirror, or null. */
  branchHead(branch: string): Promise<Sha | null>;
  /** Every tag in the mirror. */
  tags(): Promise<readonly TagRecord[]>;
  /** True when `ancestor` is reachable from `descendant`. */
  isAncestor(ancestor: Sha, descendant: Sha): Promise<boolean>;
  /** Commits reachable from `to` and not from `from` (all when null), newest first, streamed. */
  commits(range: { readonly from: Sha | null; readonly to: Sha }): AsyncIterable<CommitRecord>;
  /** Paths that differ between two commits (every path when `from` is null). */
  changedPaths(range: { readonly from: Sha | null; readonly to: Sha }): Promise<readonly string[]>;
  /** Text of a file at a commit, or null when there is none or it is a link. Refuses a file that is not UTF-8. */
  readFile(sha: Sha, path: string): Promise<string | null>;
  /** Makes (or finds) the release commit in the mirror and keeps it from garbage collection. Deterministic. */
  prepareCommit(spec: ReleaseCommitSpec): Promise<Sha>;
  /** A checkout of `sha` in a folder of its own under the data directory; the same key and sha give the same folder again. */
  checkout(key: string, sha: Sha): Promise<{ readonly folder: string }>;
  removeCheckout(key: string): Promise<void>;
  /** Asks the remote, not the mirror: where a tag (peeled) or branch points there now. */
  remoteTag(name: string): Promise<Sha | null>;
  remoteBranch(branch: string): Promise<Sha | null>;
  /** Makes the tag object and pushes it. `already` when the remote has the tag on the same commit; never moves a tag. */
  pushTag(spec: TagSpec): Promise<PushOutcome>;
  /** Pushes `sha` to `branch` as a fast-forward only. */
  pushBranch(branch: string, sha: Sha): Promise<PushOutcome>;
  /**
   * A commit that merges `sha` into `onto` without touching any file `sha` did not change; null when they conflict. Deterministic. Where
   * one already contains the other, the one that does. Needs git 2.38.
   */
  mergeCommit(request: {
    readonly onto: Sha;
    readonly sha: Sha;
    readonly message: string;
    readonly authorName: string;
    readonly authorEmail: string;
    readonly at: number;
  }): Promise<Sha | null>;
  /** Tries a push without effect; an error tells what right is missing. */
  dryRunPush(branch: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }>;
};

/** Gives the repository of a project by its address. The same address gives the same mirror. */
export type GitRepositories = { of(repository: { readonly url: string }): Git };
