import type { StepId } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import type { DeployerConfig } from '../project/deployer-config.ts';
import type { HealthCheck } from '../project/health-check.ts';

/** One service to be moved in one environment. `to` null takes it away. */
export type ServiceMove = {
  readonly service: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly deployer: DeployerConfig;
  /** The health check with its placeholders filled in. */
  readonly health: HealthCheck | null;
};

/** Everything a strategy may know: the services in dependency order, where, and what must have happened before. */
export type StrategyTarget = {
  readonly project: string;
  readonly environment: string;
  readonly moves: readonly ServiceMove[];
  readonly waitBetween: number;
  readonly healthFailures: number;
  readonly after: readonly StepId[];
};

/**
 * Turns "bring these services to this version in this environment" into steps. Pure; the engine knows no strategy, so adding one is a
 * file here and a line in the registry. Every deploy step must be followed by a verify step of the same service.
 */
export type Strategy = {
  readonly name: string;
  readonly summary: string;
  compile(target: StrategyTarget): readonly Step[];
};
