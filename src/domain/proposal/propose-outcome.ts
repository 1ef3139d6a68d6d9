import type { Millis, ReleaseId, Sha } from '../ids.ts';
import type { Intent } from '../plan/intent.ts';
import type { PlannedCommit } from '../plan/plan.ts';
import type { PlanRefusal } from '../plan/plan-refusal.ts';
import type { ReleasePart } from '../plan/release-part.ts';
import type { RunsAhead } from '../plan/running-ahead.ts';
import type { OpenBreaker } from '../project-log/open-breaker.ts';
import type { VersionFault } from '../version/parse-version.ts';

/** Why nothing was proposed. A template words it with the rule, the value and the nearest right one. */
export type ProposeRefusal =
  | { readonly code: 'unknown_project'; readonly project: string; readonly known: readonly string[] }
  | {
      readonly code: 'version_malformed';
      readonly typed: string;
      readonly fault: VersionFault;
      readonly nearest: string | null;
    }
  | { readonly code: 'tag_exists'; readonly version: string; readonly nearest: string }
  /** It was tagged without being deployed, and its tag is gone, or on another commit now. */
  | { readonly code: 'tag_gone'; readonly version: string; readonly tag: string; readonly commit: Sha }
  | {
      readonly code: 'tag_moved';
      readonly version: string;
      readonly tag: string;
      readonly commit: Sha;
      readonly now: Sha;
    }
  /** Some of the services have had it in the last environment, and the others have not. */
  | {
      readonly code: 'partly_out';
      readonly version: string;
      readonly environment: string;
      readonly services: readonly string[];
      readonly others: readonly string[];
    }
  /** It was tagged and not deployed, and something newer runs in the last environment by now. */
  | {
      readonly code: 'step_back';
      readonly version: string;
      readonly environment: string;
      readonly services: readonly RunsAhead[];
    }
  | { readonly code: 'not_greater'; readonly version: string; readonly current: string; readonly nearest: string }
  | {
      readonly code: 'nothing_to_release';
      readonly previous: string;
      readonly branch: string;
      /** The service or group that was asked for, and how many commits are about others. */
      readonly unit: string | null;
      readonly elsewhere: number;
    }
  /** Services that do not share a version were asked for at once: what to type for each. */
  | {
      readonly code: 'spans_versions';
      readonly command: '/release' | '/rollback' | '/rollback-plan' | '/release-validation';
      readonly project: string;
      readonly version: string | null;
      readonly units: readonly { readonly name: string; readonly services: readonly string[] }[];
    }
  /** A hotfix holds fixes only. */
  | {
      readonly code: 'not_a_hotfix';
      readonly version: string;
      readonly nearest: string;
      readonly commits: readonly PlannedCommit[];
    }
  | { readonly code: 'branch_missing'; readonly branch: string }
  | {
      readonly code: 'breaking_change';
      readonly version: string;
      readonly nearest: string;
      readonly commits: readonly PlannedCommit[];
      readonly roles: readonly string[];
    }
  /** The services were taken back so often lately that their circuit breaker is open. */
  | {
      readonly code: 'breaker_open';
      readonly open: readonly OpenBreaker[];
      readonly within: Millis;
      /** Who may let it through. */
      readonly roles: readonly string[];
    }
  | { readonly code: 'breaker_not_permitted'; readonly roles: readonly string[] }
  /** The person asked for the override but holds none of the roles that may. */
  | { readonly code: 'override_not_permitted'; readonly roles: readonly string[] }
  | {
      readonly code: 'version_files_disagree';
      readonly expected: string;
      readonly found: readonly { readonly path: string; readonly version: string | null }[];
    }
  /** Version files that are not to be written, though something goes out that they give another version to. */
  | {
      readonly code: 'bump_left_out';
      readonly version: string;
      readonly found: readonly { readonly path: string; readonly version: string | null }[];
    }
  | {
      readonly code: 'already_open';
      readonly release: ReleaseId;
      readonly version: string;
      /** What it is, where it is no release. */
      readonly intent?: Exclude<Intent, 'release'>;
    }
  | { readonly code: 'deployer_unreachable'; readonly service: string; readonly why: string }
  | { readonly code: 'plan'; readonly refusal: PlanRefusal }
  /** For rollbacks. */
  | { readonly code: 'nothing_to_roll_back'; readonly environment: string; readonly services: readonly string[] }
  | { readonly code: 'target_unknown'; readonly version: string; readonly known: readonly string[] };

/** What the person should know though nothing is wrong. */
export type ProposeWarning =
  | { readonly code: 'skips_versions'; readonly nearest: string }
  | { readonly code: 'feature_in_patch'; readonly nearest: string }
  /** No approval was wanted, and these are asked for all the same: by the title of each gate. */
  | { readonly code: 'approval_stands'; readonly gates: readonly string[] }
  /** A part that was not named and that another needs. */
  | { readonly code: 'build_added' }
  /** What is deployed bears no tag. */
  | { readonly code: 'deployed_untagged'; readonly version: string }
  /** What is tagged is not deployed; a later release of the version can do that, as it is tagged. */
  | { readonly code: 'tagged_undeployed'; readonly version: string }
  /** The version was tagged before: what the tag holds goes out, without the parts that are done. */
  | {
      readonly code: 'as_tagged';
      readonly tag: string;
      readonly commit: Sha;
      /** Parts that were named and are done. */
      readonly done: readonly ReleasePart[];
    };

/** What comes of a proposal. */
export type ProposeOutcome =
  | {
      readonly kind: 'proposed';
      readonly intent?: 'rehearsal';
      readonly release: ReleaseId;
      readonly version: string;
      readonly project: string;
      readonly unit?: string;
      readonly warnings: readonly ProposeWarning[];
    }
  /** A repeat of the same request: it is the same release. */
  | {
      readonly kind: 'already';
      readonly intent?: 'rehearsal';
      readonly release: ReleaseId;
      readonly version: string;
      readonly project: string;
      readonly unit?: string;
    }
  | { readonly kind: 'refused'; readonly refusal: ProposeRefusal };
