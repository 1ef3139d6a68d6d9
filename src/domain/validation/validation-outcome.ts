import type { ReleaseId, Sha } from '../ids.ts';
import type { ProposeRefusal } from '../proposal/propose-outcome.ts';

/** How the commit that is a version was found: its release, its tag, or, since there is neither, the head of the branch. */
export type VersionFoundBy = 'release' | 'tag' | 'branch';

/** What comes of `/release-validation`. */
export type ValidationOutcome =
  | {
      readonly kind: 'opened';
      readonly release: ReleaseId;
      readonly project: string;
      readonly version: string;
      readonly checks: readonly string[];
      readonly source: Sha;
      readonly by: VersionFoundBy;
      readonly branch: string;
    }
  /** A repeat of the same request: it is the same validation. */
  | { readonly kind: 'already'; readonly release: ReleaseId; readonly version: string; readonly project: string }
  | { readonly kind: 'refused'; readonly refusal: ProposeRefusal }
  | {
      readonly kind: 'unknown_check';
      readonly name: string;
      readonly nearest: string | null;
      readonly known: readonly string[];
    }
  | { readonly kind: 'no_checks'; readonly project: string; readonly known: readonly string[] };
