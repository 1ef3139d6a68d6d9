import type { Sha } from '#domain/ids.ts';
import type { CommitSummary } from '#domain/tagging/commit-summary.ts';
import type { Signature } from '#domain/tagging/signature.ts';

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
  /** Files it changed, both names of a renamed one, a merge those it changed against its first parent. Only when asked for. */
  readonly paths?: readonly string[];
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

/** The key that signs a tag: for openpgp an id gpg knows, for ssh the path of the public key, or the public key itself (an agent signs). */
export type SigningKey = { readonly format: 'openpgp' | 'ssh'; readonly key: string };

export type TagSpec = {
  readonly name: string;
  readonly sha: Sha;
  readonly message: string;
  readonly at: number;
  readonly taggerName: string;
  readonly taggerEmail: string;
  readonly sign?: SigningKey;
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
      /** What the remote said when it forbade the push, on one line; it may be empty. */
      readonly why?: string;
    };

/** A git note as it is to be. `text` null takes it away. */
export type NoteSpec = {
  /** Below refs/notes/. */
  readonly ref: string;
  readonly sha: Sha;
  readonly text: string | null;
  readonly authorName: string;
  readonly authorEmail: string;
  /** Epoch milliseconds; cut to whole seconds. */
  readonly at: number;
};

export type NoteOutcome =
  | { readonly kind: 'pushed' }
  /** The remote had that very note, or none where none is wanted. */
  | { readonly kind: 'already' }
  /** A rule of the remote forbids it. */
  | { readonly kind: 'refused'; readonly why: string };

/** Commits reachable from `to` and not from `from` (all when null). */
export type CommitRange = { readonly from: Sha | null; readonly to: Sha };

/** What can be asked of a repository without changing it. Every question is one git process, whatever the size of the answer. */
export type GitReader = {
  /** The commit a branch points to, or null. */
  branchHead(branch: string): Promise<Sha | null>;
  /** The commit that a tag, a branch, or a full or abbreviated object name means (a tag before a branch), or null when nothing has that name. */
  resolve(name: string): Promise<Sha | null>;
  /** Every tag of a commit. */
  tags(): Promise<readonly TagRecord[]>;
  /** Those among these objects that are commits. */
  commitsAmong(objects: readonly Sha[]): Promise<ReadonlySet<Sha>>;
  /** True when `ancestor` is reachable from `descendant`. */
  isAncestor(ancestor: Sha, descendant: Sha): Promise<boolean>;
  /** Names of the tags a commit contains. It walks through history, so a few questions of ancestry cost less. */
  tagsBehind(sha: Sha): Promise<ReadonlySet<string>>;
  /** Commits of a range, newest first and children before parents, streamed. `withPaths` makes git compare trees: ask only when needed. */
  commits(range: CommitRange & { readonly withPaths?: boolean }): AsyncIterable<CommitRecord>;
  /** The same, as many at a time as have come, newest first by date: the quick way through a whole history. */
  commitBatches(range: {
    readonly to: readonly Sha[];
    readonly without: readonly Sha[];
    readonly withPaths?: boolean;
  }): AsyncIterable<readonly CommitRecord[]>;
  /** Committer dates of commits, epoch milliseconds. */
  datesOf(shas: readonly Sha[]): Promise<ReadonlyMap<Sha, number>>;
  /** Paths that differ between two commits (every path when `from` is null). */
  changedPaths(range: CommitRange): Promise<readonly string[]>;
  /** Text of a file at a commit, or null when there is none or it is a link. Refuses a file that is not UTF-8. */
  readFile(sha: Sha, path: string): Promise<string | null>;
  /** Git notes below a ref (`refs/notes/fairlead`) by the commit they are on; none when there is no such ref. */
  notes(ref: string): Promise<ReadonlyMap<Sha, string>>;
  /** True when history is cut off: what lies behind the oldest commits here is unknown, and counts and sections may miss it. */
  isShallow(): Promise<boolean>;
};

/** The repository of a folder on this machine, read as it stands: nothing is fetched. */
export type LocalRepository = GitReader & {
  /** What is checked out: the branch (null when detached) and its commit (null before the first one). */
  head(): Promise<{ readonly branch: string | null; readonly sha: Sha | null }>;
  /** Address of `origin`, or of the only remote; null when there is none. It may hold credentials. */
  remoteAddress(): Promise<string | null>;
};

/** One project's repository: a bare mirror on this machine, fetched and never cloned per release. */
export type Git = GitReader & {
  /** Brings the mirror up to date, deleting what the remote deleted. Throws GIT_UNREACHABLE (transient) or GIT_FAILED. */
  fetch(): Promise<void>;
  /** Makes (or finds) the release commit in the mirror and keeps it from garbage collection. Deterministic. */
  prepareCommit(spec: ReleaseCommitSpec): Promise<Sha>;
  /** A checkout of `sha` in a folder of its own under the data directory; the same key and sha give the same folder again. */
  checkout(key: string, sha: Sha): Promise<{ readonly folder: string }>;
  removeCheckout(key: string): Promise<void>;
  /** Asks the remote, not the mirror: where a tag (peeled) or branch points there now. */
  remoteTag(name: string): Promise<Sha | null>;
  remoteBranch(branch: string): Promise<Sha | null>;
  /** What people know a commit by. Throws GIT_FAILED when it is not in the mirror. */
  summaryOf(sha: Sha): Promise<CommitSummary>;
  /**
   * Looks at the signature of a tag in the mirror. ssh signatures count when the key is `own`, or stands in the allowed signers file (as
   * ssh-keygen(1) describes it); OpenPGP ones when the key is in this machine's keyring. Null when there is no such tag.
   */
  verifyTag(
    name: string,
    signers?: { readonly allowedSigners?: string | undefined; readonly own?: SigningKey | undefined },
  ): Promise<Signature | null>;
  /** Signs a tag that is thrown away, to learn whether this machine can. */
  trySigning(key: SigningKey, sha: Sha): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }>;
  /** Makes the tag object and pushes it. `already` when the remote has the tag on the same commit; never moves a tag. */
  pushTag(spec: TagSpec): Promise<PushOutcome>;
  /** Puts a note on a commit, or takes it away, and pushes it; other notes stay. A second call changes nothing. */
  pushNote(spec: NoteSpec): Promise<NoteOutcome>;
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
