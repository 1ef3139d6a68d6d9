import { type Json, StepId } from '../ids.ts';
import type { Step } from '../plan/step.ts';
import type { ServiceMove, StrategyTarget } from './strategy.ts';

const plain = { background: false, gate: null, undoes: null, irreversible: null } as const;

/** A step id inside an environment: `production/deploy/api`. */
export function serviceStepId(environment: string, action: string, service: string): StepId {
  return StepId.parse(`${environment}/${action}/${service}`);
}

/** Brings one service to its version. */
export function deployStep(target: StrategyTarget, move: ServiceMove, needs: readonly StepId[]): Step {
  return {
    ...plain,
    id: serviceStepId(target.environment, 'deploy', move.service),
    kind: 'deploy',
    title:
      move.to === null
        ? `Remove ${move.service} from ${target.environment}`
        : `Deploy ${move.service} ${move.to} to ${target.environment}`,
    environment: target.environment,
    service: move.service,
    needs: [...needs],
    effect: 'target',
    params: {
      project: target.project,
      version: move.to,
      previous: move.from,
      intent: 'deploy',
      deployer: move.deployer as Json,
    },
  };
}

/** Checks the health of one service and compares the observed version with the intended one. */
export function verifyStep(target: StrategyTarget, move: ServiceMove, needs: readonly StepId[]): Step {
  return {
    ...plain,
    id: serviceStepId(target.environment, 'verify', move.service),
    kind: 'verify-service',
    title: `Verify ${move.service} in ${target.environment}`,
    environment: target.environment,
    service: move.service,
    needs: [...needs],
    effect: 'none',
    params: {
      project: target.project,
      version: move.to,
      deployer: move.deployer as Json,
      health: move.to === null ? null : (move.health as Json),
      healthFailures: target.healthFailures,
    },
  };
}

/** Goes on watching the health of a verified service while the rest of its environment is rolled out. Null without a health check. */
export function watchStep(target: StrategyTarget, move: ServiceMove): Step | null {
  if (move.health === null || move.to === null) return null;
  return {
    ...plain,
    id: serviceStepId(target.environment, 'watch', move.service),
    kind: 'watch-service',
    title: `Watch ${move.service} in ${target.environment}`,
    environment: target.environment,
    service: move.service,
    needs: [serviceStepId(target.environment, 'verify', move.service)],
    effect: 'none',
    background: true,
    params: { health: move.health as Json, healthFailures: target.healthFailures },
  };
}

/** A pause after one service and before the next. */
export function pauseStep(target: StrategyTarget, move: ServiceMove, millis: number): Step {
  return {
    ...plain,
    id: serviceStepId(target.environment, 'pause', move.service),
    kind: 'pause',
    title: `Wait after ${move.service} in ${target.environment}`,
    environment: target.environment,
    service: move.service,
    needs: [serviceStepId(target.environment, 'verify', move.service)],
    effect: 'none',
    params: {},
    gate: { kind: 'pause', millis },
  };
}
