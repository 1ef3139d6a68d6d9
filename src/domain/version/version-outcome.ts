import type { PlannedCommit } from '../plan/plan.ts';
import type { Bump } from './bump.ts';
import type { CommitCount } from './commit-counts.ts';
import type { VersionRule } from './commit-rule.ts';
import type { StepKind, StepRefusal } from './next-step.ts';
import type { ReleaseNeeds } from './release-needs.ts';
import type { IgnoredFooter } from './suggest-version.ts';
import type { Version } from './version.ts';

/** Why a next version is what it is. */
export type VersionReason =
  /** The step was asked for. */
  | { readonly kind: 'step'; readonly step: StepKind }
  /** Commits were counted, and the highest rule among them decides. */
  | {
      readonly kind: 'counts';
      readonly deciding: readonly CommitCount[];
      readonly rule: VersionRule;
      readonly rest: number;
    }
  /** The commits of the repository. */
  | {
      readonly kind: 'commits';
      readonly deciding: readonly { readonly commit: PlannedCommit; readonly rule: VersionRule | 'release_as' }[];
      readonly rest: Readonly<Partial<Record<VersionRule, number>>>;
      readonly ignored: readonly (Pick<IgnoredFooter, 'typed' | 'why'> & { readonly commit: PlannedCommit })[];
    };

/** What of a version that was asked for does not fit the commits since the last release. */
export type Mismatch = {
  readonly kind: 'breaking_in_minor' | 'feature_in_patch';
  readonly commits: readonly PlannedCommit[];
  readonly nearest: Version;
};

/** The versions of something that is versioned by itself: a project, a service, a linked group. */
export type UnitVersions = {
  /** Null where it is the project's. */
  readonly unit: string | null;
  readonly services: readonly string[];
  readonly current: Version | null;
  /** Null where no commit is about it. */
  readonly next: Version | null;
  readonly reason: VersionReason | null;
  /** What each service of it asks for by itself; the highest decides. Empty where there is but one. */
  readonly perService: readonly { readonly service: string; readonly bump: Bump; readonly commits: number }[];
  /** Commits since the last release that are about others or about none. */
  readonly elsewhere: number;
  readonly mismatch: Mismatch | null;
  readonly mayBeHotfix: boolean;
  readonly needs: ReleaseNeeds | null;
};

export type VersionRefusal =
  | { readonly code: 'unknown_project'; readonly project: string; readonly known: readonly string[] }
  | { readonly code: 'branch_missing'; readonly branch: string }
  | { readonly code: 'step'; readonly refusal: StepRefusal }
  /** One version was asked about, or one step, and the services have versions of their own. */
  | { readonly code: 'several_versions'; readonly units: readonly string[] };

/** The answer to `/semantic-version`. */
export type VersionOutcome =
  /** The next version from one that was given. */
  | {
      readonly kind: 'stepped';
      readonly current: Version | null;
      readonly next: Version;
      readonly bump: Bump;
      readonly reason: VersionReason;
    }
  /** Every step from a version, where none was named. */
  | {
      readonly kind: 'steps';
      readonly current: Version | null;
      readonly steps: readonly { readonly step: StepKind; readonly version: Version }[];
    }
  /** A version judged: whether it may follow. */
  | {
      readonly kind: 'judged';
      readonly version: Version;
      readonly current: Version | null;
      readonly unit: string | null;
      readonly bump: Bump;
      readonly verdict: 'fits' | 'skips' | 'tag_exists' | 'not_greater';
      /** What it should come after, where it is not greater. */
      readonly than: Version | null;
      /** The nearest version that fits, where this one does not or leaves some out. */
      readonly nearest: Version | null;
      readonly mismatch: Mismatch | null;
    }
  /** Current, next and why, from the repository. */
  | {
      readonly kind: 'suggested';
      readonly project: string;
      readonly branch: string;
      /** History is cut off here, so older commits and tags may be missing. */
      readonly isShallow: boolean;
      readonly units: readonly UnitVersions[];
    }
  | { readonly kind: 'refused'; readonly refusal: VersionRefusal };
