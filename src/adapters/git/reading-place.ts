import type { Sha } from '#domain/ids.ts';
import type { GitAnswer } from './run-git.ts';
import type { StreamCall } from './stream-git.ts';

/** A repository on this machine that can be read: a mirror, which can fetch what it lacks, or somebody's own, which is read as it is. */
export type ReadingPlace = {
  readonly folder: string;
  /** Runs git once and gives what it printed. */
  git(call: Omit<StreamCall, 'folder' | 'redact'>): Promise<GitAnswer>;
  /** Makes sure the repository is there. */
  ensure(): Promise<void>;
  /** Makes sure a commit is there, or throws. */
  ensureCommit(sha: Sha): Promise<void>;
};
