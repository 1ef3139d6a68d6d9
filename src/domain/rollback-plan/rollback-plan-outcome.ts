import type { RollbackModalData } from '../modal-data.ts';
import type { RunningService } from '../overview.ts';
import type { ProposeRefusal } from '../proposal/propose-outcome.ts';
import type { Certificate } from '../rehearsal/certificate.ts';
import type { Release } from '../release/release.ts';
import type { RollbackPlanRequest } from '../requests/rollback-plan-request.ts';
import type { MigrationReturn } from './migration-return.ts';
import type { ServiceReturn } from './service-return.ts';

/** The way back in one environment, in the order its services go; or why there is none. */
export type PlaceReturn = {
  readonly environment: string;
  readonly from: string;
  readonly to: string;
  readonly services: readonly ServiceReturn[];
  /** Services that were asked for and run something else than the version to be taken back. */
  readonly elsewhere: readonly Pick<RunningService, 'service' | 'version'>[];
  /** The last rehearsal of the version that is to be taken back; null without one. */
  readonly rehearsed: Pick<Certificate, 'release' | 'environment' | 'at' | 'tookBack'> | null;
  /** The version of a release that holds these services now, so that a rollback of its own has to wait for its end. */
  readonly waitsFor: string | null;
  readonly migrations: readonly MigrationReturn[];
  /** Null when the tags do not tell. */
  readonly takenAway: RollbackModalData['takenAway'];
  /** The roles one of which has to approve the rollback of whoever asked; empty where none has to. */
  readonly approvers: readonly string[];
  /** Roles that may roll back without an approval. */
  readonly roles: readonly string[];
  /** Why it cannot be done; null where it can. */
  readonly refusal: ProposeRefusal | null;
};

/** What was demanded of the plan and it does not keep. */
export type Unmet = {
  /** Services that would be away, by environment. */
  readonly away: readonly { readonly environment: string; readonly services: readonly string[] }[];
  readonly migrations: 'not_known' | readonly MigrationReturn[];
};

/** What comes of `/rollback-plan`. */
export type RollbackPlanOutcome =
  | {
      readonly kind: 'planned';
      readonly request: RollbackPlanRequest;
      /** The last environment first. */
      readonly places: readonly PlaceReturn[];
      readonly unmet: Unmet | null;
    }
  /** A release of the version is open: what it was approved with is what would happen. */
  | {
      readonly kind: 'in_flight';
      readonly request: RollbackPlanRequest;
      readonly release: Release;
      readonly places: readonly Pick<PlaceReturn, 'environment' | 'services'>[];
      readonly migrations: readonly MigrationReturn[];
      readonly unmet: Unmet | null;
    }
  /** Nothing that was asked about runs this version. */
  | { readonly kind: 'not_running'; readonly version: string; readonly running: readonly RunningService[] }
  | { readonly kind: 'refused'; readonly refusal: ProposeRefusal };
