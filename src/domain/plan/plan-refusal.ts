import type { ReleasePart } from './release-part.ts';
import type { StageAbility } from './stage.ts';

/** Why no plan could be made. A template words it; the codes are stable. */
export type PlanRefusal =
  | { readonly code: 'no_rollback'; readonly environment: string; readonly service: string }
  /** An environment that demands a rehearsal younger than `within`; `last` is when the newest that counts ended, `line` what to type. */
  | {
      readonly code: 'not_rehearsed';
      readonly environment: string;
      readonly within: number;
      readonly last: number | null;
      readonly line: string;
    }
  /** A rehearsal of what runs there already. */
  | {
      readonly code: 'rehearses_nothing';
      readonly environment: string;
      readonly service: string;
      readonly version: string | null;
    }
  | { readonly code: 'not_for_rehearsals'; readonly environment: string; readonly allowed: readonly string[] }
  | { readonly code: 'nowhere_to_rehearse'; readonly environment: string }
  | { readonly code: 'unknown_strategy'; readonly strategy: string; readonly known: readonly string[] }
  /** What a person asked for, and the configuration of a service does not have. */
  | { readonly code: 'health_check_missing'; readonly service: string }
  | { readonly code: 'monitor_missing'; readonly service: string }
  | { readonly code: 'unknown_metric'; readonly metric: string; readonly known: readonly string[] }
  | { readonly code: 'unknown_service'; readonly service: string; readonly known: readonly string[] }
  | { readonly code: 'unknown_environment'; readonly environment: string; readonly known: readonly string[] }
  | { readonly code: 'production_without_validation'; readonly environment: string }
  /** Parts of a release that make none: see `partsRefusal`. */
  | { readonly code: 'environments_without_deploy'; readonly environments: readonly string[] }
  | { readonly code: 'notes_of_nothing' }
  | { readonly code: 'nothing_left_behind'; readonly parts: readonly ReleasePart[] }
  | { readonly code: 'tag_too_early'; readonly environment: string }
  /** An approval that was asked for and that no role may give. */
  | { readonly code: 'approval_without_approver' }
  | { readonly code: 'dependency_circle'; readonly services: readonly string[] }
  | { readonly code: 'all_at_once'; readonly environment: string; readonly strategy: string }
  /** A strategy that needs what the deployer of a service cannot do. */
  | {
      readonly code: 'stage_unsupported';
      readonly environment: string;
      readonly service: string;
      readonly strategy: string;
      readonly stage: StageAbility;
    }
  /** Batches by number of instances, of which there is no number. */
  | {
      readonly code: 'instances_unknown';
      readonly environment: string;
      readonly service: string;
      readonly batchSize: number;
    }
  /** Batches so small that there would be more of them than one plan holds. */
  | {
      readonly code: 'too_many_batches';
      readonly environment: string;
      readonly service: string;
      readonly batchSize: number;
      readonly instances: number;
      readonly batches: number;
      readonly most: number;
      readonly leastSize: number;
    }
  /** An environment that compares with a fresh deployment of the old version, which the deployer of a service cannot run. */
  | { readonly code: 'baseline_unsupported'; readonly environment: string; readonly service: string }
  /** A way back over migrations that the version before cannot run against. */
  | {
      readonly code: 'destructive_migration';
      readonly from: string;
      readonly to: string;
      readonly paths: readonly string[];
      readonly hasBackup: boolean;
    }
  /** A range with migrations for before and for after the services, and a command that cannot tell them apart. */
  | { readonly code: 'mixed_migrations'; readonly paths: readonly string[] }
  /** A way back over migrations whose reverse no rehearsal has run, where the project asks for that. */
  | {
      readonly code: 'reverse_not_rehearsed';
      readonly from: string;
      readonly to: string;
      readonly paths: readonly string[];
    }
  | { readonly code: 'migration_without_approver'; readonly environment: string }
  /** A strategy that lets a service move before what it needs of the database is there, or takes it away too early. */
  | { readonly code: 'misplaced_migration'; readonly environment: string; readonly step: string }
  | { readonly code: 'unverified_deploy'; readonly environment: string; readonly service: string }
  /** A strategy that goes a stage further before the one before is verified, or back. */
  | {
      readonly code: 'hasty_stage';
      readonly environment: string;
      readonly strategy: string;
      readonly service: string;
    }
  /** A strategy that deploys before the gates and claims of the environment. */
  | {
      readonly code: 'ungated_deploy';
      readonly environment: string;
      readonly strategy: string;
      readonly service: string;
    };
