import type { Millis, StepId } from '../ids.ts';
import type { PlannedTrigger } from '../plan/planned-triggers.ts';
import type { StageAbility } from '../plan/stage.ts';
import type { Step } from '../plan/step.ts';
import type { DeployerConfig } from '../project/deployer-config.ts';
import type { ApprovalRule } from '../project/environment.ts';
import type { HealthCheck } from '../project/health-check.ts';
import type { PlannedAnalysis } from '../project/monitor.ts';

/** One service to be moved in one environment. `to` null takes it away. */
export type ServiceMove = {
  readonly service: string;
  readonly from: string | null;
  readonly to: string | null;
  /** How many instances it has; absent where that is not known. */
  readonly instances?: number;
  /** The verification in the environment before, whose artifact this one is to run; absent where any will do. */
  readonly verifiedBy?: StepId;
  readonly deployer: DeployerConfig;
  /** The health check with its placeholders filled in. */
  readonly health: HealthCheck | null;
  /** How it is judged by its metrics; null where it is not. */
  readonly analysis: PlannedAnalysis | null;
  /** What takes the release back or holds it by a metric of this service; nothing when left out. */
  readonly triggers?: readonly PlannedTrigger[];
};

/** How the staged strategies go, by the configuration of the environment. Shares are in percent. */
export type StagePolicy = {
  /** Shares of the instances a rolling update replaces, one after the other; all of them come last. */
  readonly batches: readonly number[];
  /** Instances a rolling update replaces at a time, which goes before the shares; absent where shares are meant. */
  readonly batchSize?: number;
  /** Shares of the traffic a canary gets, one after the other; all of it comes last. */
  readonly ramp: readonly number[];
  /** Whether a fresh deployment of the old version runs beside each share that leaves it room; absent where none does. */
  readonly baseline?: true;
  /** How long each stop of a ramp is watched. */
  readonly bake: Millis;
  /** How long a service is analysed that has all of the traffic, before the next one is moved; 0 is not at all. */
  readonly settle: Millis;
  /** Who lets a canary go on at each stop; null when it goes on by itself. */
  readonly promotion: { readonly rules: readonly ApprovalRule[]; readonly expires: Millis } | null;
  /** Roles that may end the analysis of a stage before its time is up. */
  readonly promoters: readonly string[];
  /** How long the old side of a blue-green pair is kept; null where it is not taken away at all. */
  readonly keep: Millis | null;
};

/** Everything a strategy may know: the services in dependency order, where, and what must have happened before. */
export type StrategyTarget = {
  readonly project: string;
  readonly environment: string;
  readonly moves: readonly ServiceMove[];
  readonly waitBetween: number;
  readonly healthFailures: number;
  /** Whether failed health checks are only told; absent where they act. */
  readonly healthMode?: 'announce';
  readonly after: readonly StepId[];
  readonly stages: StagePolicy;
  /** How many services may be moved at the same time, where none of them needs another; at least 1. */
  readonly wave: number;
  /** Names of the services in this target that each needs to be moved before it. */
  readonly needsOf: (service: string) => readonly string[];
};

/** One service brought to its version: its steps, and the verification after which the next service may go. */
export type ServiceRollout = {
  readonly steps: readonly Step[];
  readonly done: StepId;
  /** What is done once all services are where they should be, behind the steps it is given: taking an old side away. */
  readonly closing: ((needs: readonly StepId[]) => readonly Step[]) | null;
};

/**
 * Turns "bring this service to this version in this environment" into steps. Pure; the engine knows no strategy, so adding one is a file
 * here and a line in the registry. Every deploy step must be followed by a verify step of the same service.
 */
export type Strategy = {
  readonly name: string;
  readonly summary: string;
  /** What the deployer of each service must be able to do. */
  readonly requires: readonly StageAbility[];
  /** Whether there is a pause between one service and the next. */
  readonly pauses: boolean;
  readonly rollOut: (target: StrategyTarget, move: ServiceMove, needs: readonly StepId[]) => ServiceRollout;
};
