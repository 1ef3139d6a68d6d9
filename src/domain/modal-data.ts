import type { DataFate } from './migrations/judge-migrations.ts';
import type { Migration } from './migrations/migration.ts';
import type { PlannedCommit } from './plan/plan.ts';
import type { Recommendation } from './recommendation/recommendation.ts';

/** What the `/release` modal shows once the repository has been read. */
export type ReleaseModalData = {
  readonly project: string;
  readonly projects: readonly string[];
  /** What has a version of its own, with one of its services to know it by; empty where the version is one for all. */
  readonly units: readonly { readonly name: string; readonly service: string }[];
  /** The one that the form is about; null where the version is the project's. */
  readonly unit: string | null;
  readonly current: string | null;
  /** The next version the commits suggest; null when there is nothing to release. */
  readonly suggested: string | null;
  /** `major`, `minor` or `patch`, and the commits that ask for it. */
  readonly bump: string | null;
  readonly because: readonly PlannedCommit[];
  readonly commits: readonly PlannedCommit[];
  readonly services: readonly string[];
  readonly environments: readonly string[];
  readonly strategies: readonly { readonly name: string; readonly summary: string }[];
  /** The strategy that fits the application of each service, where the configuration says what it is for. */
  readonly recommended?: readonly { readonly service: string; readonly recommendation: Recommendation }[];
};

/** What the `/rollback` modal shows: what runs, where it can go, and what that takes away. */
export type RollbackModalData = {
  readonly project: string;
  readonly environments: readonly string[];
  readonly environment: string;
  /** Every service of the project, and those chosen. */
  readonly services: readonly { readonly name: string; readonly version: string | null }[];
  readonly chosen: readonly string[];
  /** Versions every chosen service is known to have run, newest first, the running one left out. */
  readonly targets: readonly string[];
  readonly target: string | null;
  readonly from: string | null;
  /** Null when the tags do not tell. */
  readonly takenAway: {
    readonly commits: readonly PlannedCommit[];
    readonly features: readonly PlannedCommit[];
    readonly migrations: readonly Migration[];
    /** What becomes of the data when the services go back. */
    readonly dataFate: DataFate;
  } | null;
  /** An open release that holds the services: rolling back means taking that one back. */
  readonly inFlight: { readonly version: string } | null;
};
