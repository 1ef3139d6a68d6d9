import type { FileEdit } from '../diff/unified-diff.ts';
import type { ReleaseId, Sha } from '../ids.ts';
import type { CommitSummary } from '../tagging/commit-summary.ts';
import type { Placing } from '../tagging/tag-outcome.ts';
import type { VersionFault } from '../version/parse-version.ts';
import type { VersionAgreement } from '../version-files/agree-on-version.ts';
import type { BumpProblem } from '../version-files/plan-bump.ts';

/** A file as people name it. */
type Note = { readonly path: string; readonly note: string };

/** A bump that could be made: from what the files say to the new version, with every change. */
export type PreparedBump = {
  readonly from: string;
  readonly to: string;
  /** Files whose text changes, version files first, then those that repeat their versions. */
  readonly edits: readonly FileEdit[];
  /** Version files that hold the new version already. */
  readonly already: readonly string[];
  readonly notes: readonly Note[];
  /** The version one step further, where this one leaves versions out. */
  readonly skippedTo: string | null;
};

/** Why nothing was changed. */
export type VersionBumpRefusal =
  | { readonly code: 'unknown_project'; readonly project: string; readonly known: readonly string[] }
  /** Each of these has a version of its own: one has to be named. */
  | { readonly code: 'several_versions'; readonly units: readonly string[] }
  | { readonly code: 'branch_missing'; readonly branch: string }
  | {
      readonly code: 'version_malformed';
      readonly typed: string;
      readonly fault: VersionFault;
      readonly nearest: string | null;
    }
  | { readonly code: 'tag_exists'; readonly version: string; readonly nearest: string }
  | { readonly code: 'not_greater'; readonly version: string; readonly current: string; readonly nearest: string }
  | { readonly code: 'nothing_new'; readonly previous: string | null }
  /** None was named, none is configured, and none was found. */
  | { readonly code: 'no_version_files' }
  | { readonly code: 'no_version'; readonly paths: readonly string[] }
  | { readonly code: 'files_missing'; readonly paths: readonly string[] }
  | { readonly code: 'files_disagree'; readonly agreement: Extract<VersionAgreement, { kind: 'disagree' }> }
  | { readonly code: 'files_invalid'; readonly problems: readonly BumpProblem[] }
  | { readonly code: 'not_permitted'; readonly roles: readonly string[] }
  | { readonly code: 'release_open'; readonly release: ReleaseId; readonly version: string }
  /** The commit that was made would change other files than the plan. It was not published. */
  | { readonly code: 'touches_more'; readonly paths: readonly string[] }
  /** A tag was asked for that this machine cannot sign. */
  | { readonly code: 'signing_failed'; readonly why: string }
  | { readonly code: 'branch_moved'; readonly branch: string }
  | { readonly code: 'branch_protected'; readonly branch: string; readonly why: string }
  /** In a folder on this machine: these files have changes that are not committed. */
  | { readonly code: 'uncommitted'; readonly paths: readonly string[] }
  | { readonly code: 'no_commit_yet' };

/** The commit of a bump. */
export type BumpCommit = { readonly sha: Sha; readonly branch: string | null; readonly isPushed: boolean };

/** What came of a request to bring version files to a version. */
export type VersionBumpOutcome =
  /** A dry run. */
  | { readonly kind: 'shown'; readonly project: string; readonly bump: PreparedBump }
  /** The files of the folder were changed and nothing was committed. */
  | { readonly kind: 'written'; readonly project: string; readonly bump: PreparedBump }
  | {
      readonly kind: 'committed';
      readonly project: string;
      readonly bump: PreparedBump;
      readonly commit: BumpCommit;
      readonly tag: Placing | null;
    }
  /** Every file holds the version; `commit` is the one that brought them there, where a tag was asked for and it was found. */
  | {
      readonly kind: 'already';
      readonly project: string;
      readonly version: string;
      readonly paths: readonly string[];
      readonly commit: CommitSummary | null;
      readonly tag: Placing | null;
    }
  | { readonly kind: 'refused'; readonly refusal: VersionBumpRefusal };
