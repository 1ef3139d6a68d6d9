import type { Json } from '#domain/ids.ts';
import type { Stage, StageAbility } from '#domain/plan/stage.ts';
import type { DeployerConfig } from '#domain/project/deployer-config.ts';

/** One wish: this service at this version there. `key` is the idempotency key: the same key is one deployment, however often sent. */
export type Deployment = {
  readonly key: string;
  readonly project: string;
  readonly service: string;
  readonly environment: string;
  /** Null takes the service away (the way back from a first deployment). */
  readonly version: string | null;
  /** The version that is expected to run before this deployment; null when none does. */
  readonly previous: string | null;
  readonly commit: string | null;
  readonly intent: 'deploy' | 'rollback';
  /** Digest of the artifact that was verified in the environment before. A deployer with `artifacts` runs this one or fails; others ignore it. */
  readonly artifact?: string;
  /** How far it goes; the whole when left out. A rollback is always of the whole, whatever stage the service is in. */
  readonly stage?: Stage;
  /**
   * Every machine (`CommandRunner.machine`) the log says this key may have been sent from. With it a deployer that runs programs can
   * tell "never started" from "started elsewhere"; without it the latter has to be assumed.
   */
  readonly startedOn?: readonly string[];
};

export type DeploymentStatus =
  /** `handle` finds the deployment again, from any worker. `lookAgainIn` is in milliseconds, for a platform that limits the calls. */
  | { readonly kind: 'in_progress'; readonly handle: Json; readonly note?: string; readonly lookAgainIn?: number }
  | { readonly kind: 'success'; readonly note?: string }
  | { readonly kind: 'failure'; readonly why: string }
  /** It may or may not have happened and cannot be asked. The engine never guesses: people are asked. */
  | { readonly kind: 'unknown'; readonly why: string };

/** What becomes of a deployment that is to end before it is done. */
export type Cancellation =
  /** It was asked to end. `poll` tells how it did, and that may be a success still. */
  | { readonly kind: 'asked' }
  /** The next deployment of the service takes its place, however far it has come: nobody has to wait for its end. */
  | { readonly kind: 'replaced' };

/** A version that takes requests beside others. */
export type VersionShare = {
  readonly version: string;
  /** Its share of the traffic. */
  readonly percent: number;
  /** How many instances have it, where the deployer counts them. */
  readonly instances?: number;
  readonly artifact?: string;
};

export type Observation =
  /** `version` is null when none takes requests; `note` then says what is known besides. */
  | {
      readonly kind: 'running';
      readonly version: string | null;
      readonly note?: string;
      /** Where several versions take requests: each with its share of the traffic in percent, adding up to 100. */
      readonly shares?: readonly VersionShare[];
      /** How many instances the service is meant to have, of whatever version; at least 1. Absent where that is not known. */
      readonly instances?: number;
      /** The version on the idle side; null when nothing is there. Absent where there are no sides. */
      readonly idle?: string | null;
      /** Digest of the artifact of `version`, where the deployer knows one; also for what is on the idle side. */
      readonly artifact?: string;
      readonly idleArtifact?: string;
    }
  /** The deployer has no way to tell (a command deployer without a status command). */
  | { readonly kind: 'cannot_tell'; readonly why: string };

/** What a deployer is able to do; a plan that needs more is refused with the reason. */
export type DeployerCapabilities = {
  readonly observe: boolean;
  readonly remove: boolean;
  /** Stages besides the whole; none when left out. */
  readonly stages?: readonly StageAbility[];
  /** Whether a share can have a fresh deployment of the version that runs beside it; not when left out. */
  readonly baseline?: boolean;
  /** Whether it runs exactly the artifact that a deployment names, or fails. */
  readonly artifacts?: boolean;
};

/** Brings one service to a version. One adapter per vendor, all held to one contract suite. */
export type Deployer = {
  /** Asked before a plan is proposed; a platform may have to be asked, so it throws as `deploy` does. Answers are kept. */
  capabilities(): Promise<DeployerCapabilities>;
  /** Sends the deployment. Safe to call again with the same key. Throws DEPLOYER_UNAVAILABLE (transient) or DEPLOYER_FAILED. */
  deploy(deployment: Deployment): Promise<DeploymentStatus>;
  /** Did this key arrive? `not_seen` means it is safe to send. */
  find(deployment: Deployment): Promise<DeploymentStatus | { readonly kind: 'not_seen' }>;
  /** Asks after a deployment in progress. */
  poll(deployment: Deployment, handle: Json): Promise<DeploymentStatus>;
  /**
   * Ends a deployment in progress, whose release is taken back or which takes too long. A second call changes nothing. Left out where a
   * deployment cannot be ended: it is waited for. Throws as `deploy` does, also while there is nothing yet that could be ended.
   */
  cancel?(deployment: Deployment, handle: Json): Promise<Cancellation>;
  /** What runs now. */
  observe(target: { readonly service: string; readonly environment: string }): Promise<Observation>;
  /** Whether the deployer can be reached at all, for the doctor. */
  check(): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }>;
};

/** Gives the deployer of a configuration; an unknown kind is a configuration error. */
export type Deployers = { of(config: DeployerConfig): Deployer };
