import type { Sha } from '#domain/ids.ts';
import type { CommitSummary } from '#domain/tagging/commit-summary.ts';
import type { Signature } from '#domain/tagging/signature.ts';
import type { FileChange, LocalRepository, PushOutcome, SigningKey } from './git.ts';

/** A file as it stands in the index and in the folder; null where there is none, or a link. Line ends are \n in both. */
export type LooseText = { readonly staged: string | null; readonly here: string | null };

/** Who to be for a tag or commit: a name and a mail address of git's own configuration. */
export type Identity = { readonly name: string; readonly email: string };

/** A tag to be made in a folder. Without a key it is annotated only. */
export type LocalTagSpec = {
  readonly name: string;
  readonly sha: Sha;
  readonly message: string;
  /** Epoch milliseconds; cut to whole seconds. */
  readonly at: number;
  readonly sign: SigningKey | null;
};

/** Somebody's own working copy, which is theirs: only what is asked for is written, and nothing they staged is swept along. */
export type WorkingCopy = LocalRepository & {
  /** The text of a file in the index and in the folder. */
  looseText(path: string): Promise<LooseText>;
  /** Writes whole files into the folder; the index stays. */
  write(changes: readonly FileChange[]): Promise<void>;
  /** Makes a commit of these changes on top of `parent` that nobody sees yet, by the owner, signed when their configuration says so. */
  prepareCommit(spec: {
    readonly parent: Sha;
    readonly message: string;
    readonly changes: readonly FileChange[];
    readonly at: number;
  }): Promise<Sha>;
  /** Moves what is checked out from `parent` to `sha`, and the files of the commit in folder and index with it. Throws when it has moved. */
  adopt(commit: { readonly parent: Sha; readonly sha: Sha; readonly changes: readonly FileChange[] }): Promise<void>;
  summaryOf(sha: Sha): Promise<CommitSummary>;
  /** The commit a tag of the folder peels to, or null. */
  tagged(name: string): Promise<Sha | null>;
  /** Makes a tag in the folder. Throws SIGNING_FAILED, and then there is none. */
  makeTag(spec: LocalTagSpec): Promise<void>;
  /** The key the owner's own git signs with; null when none is set. */
  ownKey(): Promise<SigningKey | null>;
  /** As for a mirror; without a file of allowed signers the owner's own is asked. */
  verifyTag(
    name: string,
    signers: { readonly allowedSigners?: string | undefined; readonly own?: SigningKey | undefined },
  ): Promise<Signature | null>;
  /** Pushes the tag to `origin`, or to the only remote. Null when there is no remote. */
  pushTag(name: string, sha: Sha): Promise<PushOutcome | null>;
};
