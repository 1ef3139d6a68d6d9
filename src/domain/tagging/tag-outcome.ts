import type { ReleaseId } from '../ids.ts';
import type { RefNameFault } from '../ref-name.ts';
import type { CommitSummary } from './commit-summary.ts';
import type { Signature } from './signature.ts';

/** Why there is no tag. A template words it with what to do next. */
export type TagRefusal =
  | { readonly code: 'unknown_project'; readonly project: string; readonly known: readonly string[] }
  | { readonly code: 'unknown_service'; readonly service: string; readonly known: readonly string[] }
  /** Each of these has tags of its own: one has to be named. */
  | { readonly code: 'several_versions'; readonly units: readonly string[] }
  | { readonly code: 'bad_name'; readonly tag: string; readonly fault: RefNameFault }
  | { readonly code: 'not_permitted'; readonly roles: readonly string[] }
  /** A release of the version is on its way, and tags it itself when everything is well. */
  | { readonly code: 'release_open'; readonly release: ReleaseId; readonly version: string }
  | { readonly code: 'commit_unknown'; readonly name: string }
  /** What was named is not what was released as this version. */
  | {
      readonly code: 'not_the_released';
      readonly version: string;
      readonly released: CommitSummary;
      readonly named: CommitSummary;
    }
  /** There is no commit to tag. */
  | { readonly code: 'no_commit_yet' }
  /** A page of the forge was asked for, and no forge is configured. */
  | { readonly code: 'no_forge' }
  /** There is no remote to push to. */
  | { readonly code: 'no_remote' }
  | { readonly code: 'branch_missing'; readonly branch: string }
  /** A signature was asked for and no key is configured. */
  | { readonly code: 'no_key' }
  | { readonly code: 'signing_failed'; readonly why: string }
  | {
      readonly code: 'exists_elsewhere';
      readonly tag: string;
      readonly there: CommitSummary;
      readonly wanted: CommitSummary;
    }
  /** A rule of the remote forbids the tag; `why` are the remote's words, which may be none. */
  | { readonly code: 'protected'; readonly tag: string; readonly why: string }
  /** The name belonged to an immutable release, and is never given free again. */
  | { readonly code: 'burnt'; readonly tag: string; readonly why: string };

/** A tag that is there, made now or found on the very commit. `signature` is null where it could not be read. */
export type PlacedTag = {
  readonly how: 'made' | 'found';
  readonly tag: string;
  readonly commit: CommitSummary;
  readonly signature: Signature | null;
  /** Whether the remote has it; only the command line makes tags that stay at home. */
  readonly isPushed: boolean;
};

/** What came of one tag alone. */
export type Placing =
  | { readonly kind: 'placed'; readonly placed: PlacedTag }
  | { readonly kind: 'refused'; readonly refusal: TagRefusal };

/** A file on a release page. */
export type PublishedFile = { readonly name: string; readonly sha256: string };

/** The release of the forge that was asked for together with the tag. A page that failed does not undo the tag. */
export type ReleasePage =
  | { readonly kind: 'published'; readonly url: string; readonly files: readonly PublishedFile[] }
  | { readonly kind: 'failed'; readonly why: string };

/** A version file at the tagged commit, and the version it says. */
export type FileVersion = { readonly path: string; readonly version: string };

/** By what the tagged commit was found: the release in the log, the name that was given, or the head of the branch. */
export type ChosenBy = 'release' | 'name' | 'branch';

/** What came of a request to tag a version. */
export type TagOutcome =
  | {
      readonly kind: 'placed';
      readonly project: string;
      readonly version: string;
      readonly placed: PlacedTag;
      readonly chosenBy: ChosenBy;
      /** Whether a signature was asked for by name. */
      readonly isSigningAsked: boolean;
      /** Version files there that say another version. */
      readonly others: readonly FileVersion[];
      readonly page: ReleasePage | null;
    }
  | { readonly kind: 'refused'; readonly refusal: TagRefusal };
