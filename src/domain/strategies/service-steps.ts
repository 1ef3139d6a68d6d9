import { type Json, type Millis, StepId } from '../ids.ts';
import { plainStep } from '../plan/plain-step.ts';
import { batchWords, type Stage, stagePlace } from '../plan/stage.ts';
import type { Step } from '../plan/step.ts';
import type { HealthCheck } from '../project/health-check.ts';
import type { ServiceMove, StrategyTarget } from './strategy.ts';

const whole: Stage = { kind: 'whole' };

/** A step id inside an environment: `production/deploy/api`, or `production/deploy/api/20` for a part of the way. */
export function serviceStepId(
  environment: string,
  action: string,
  service: string,
  part: string | null = null,
): StepId {
  return StepId.parse([environment, action, service, ...(part === null ? [] : [part])].join('/'));
}

/** Brings one service to its version, or one stage nearer to it. */
export function deployStep(
  target: StrategyTarget,
  move: ServiceMove,
  needs: readonly StepId[],
  stage: Stage = whole,
): Step {
  return {
    ...plainStep,
    id: serviceStepId(target.environment, 'deploy', move.service, partOf(stage)),
    kind: 'deploy',
    title: deployTitle(target, move, stage),
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
      ...ticketOf(move),
      ...(stage.kind === 'whole' ? {} : { stage }),
    },
  };
}

/** Checks the health of one service and compares what runs with what the stage means to run. */
export function verifyStep(
  target: StrategyTarget,
  move: ServiceMove,
  needs: readonly StepId[],
  stage: Stage = whole,
): Step {
  return {
    ...plainStep,
    id: serviceStepId(target.environment, 'verify', move.service, partOf(stage)),
    kind: 'verify-service',
    title: `Verify ${move.service} in ${target.environment}${inStage(stage)}`,
    environment: target.environment,
    service: move.service,
    needs: [...needs],
    effect: 'none',
    params: {
      project: target.project,
      version: move.to,
      deployer: move.deployer as Json,
      ...ticketOf(move),
      health: move.to === null ? null : (healthAt(move.health, stage) as Json),
      ...healthLimit(target),
      ...(stage.kind === 'whole' || stage.kind === 'switch' ? {} : { stage }),
    },
  };
}

/** Goes on watching the health of a verified service while the rest of its environment is rolled out. Null without a health check. */
export function watchStep(target: StrategyTarget, move: ServiceMove, after?: StepId): Step | null {
  if (move.health === null || move.to === null) return null;
  return {
    ...plainStep,
    id: serviceStepId(target.environment, 'watch', move.service),
    kind: 'watch-service',
    title: `Watch ${move.service} in ${target.environment}`,
    environment: target.environment,
    service: move.service,
    needs: [after ?? serviceStepId(target.environment, 'verify', move.service)],
    effect: 'none',
    background: true,
    params: { health: healthAt(move.health, whole) as Json, ...healthLimit(target) },
  };
}

/** A pause after one service and before the next. */
export function pauseStep(target: StrategyTarget, move: ServiceMove, millis: number, after: StepId): Step {
  return {
    ...plainStep,
    id: serviceStepId(target.environment, 'pause', move.service),
    kind: 'pause',
    title: `Wait after ${move.service} in ${target.environment}`,
    environment: target.environment,
    service: move.service,
    needs: [after],
    effect: 'none',
    params: {},
    gate: { kind: 'pause', millis },
  };
}

/** Looks at a service for as long as a stage bakes, before it goes further. */
export function analyseStep(
  target: StrategyTarget,
  move: ServiceMove,
  needs: readonly StepId[],
  stage: Stage,
  firstPart: string | null = partOf(stage),
): Step {
  return {
    ...plainStep,
    id: serviceStepId(target.environment, 'analyse', move.service, partOf(stage)),
    kind: 'analyse',
    title: `Analyse ${move.service} in ${target.environment}${inStage(stage)}`,
    environment: target.environment,
    service: move.service,
    needs: [...needs],
    effect: 'none',
    params: {
      bake: stage.kind === 'whole' ? target.stages.settle : target.stages.bake,
      version: move.to,
      previous: move.from,
      stage,
      analysis: move.analysis as Json,
      promoters: [...target.stages.promoters],
      // Where nobody runs beside it, it is compared with what was before its first stage.
      since: serviceStepId(target.environment, 'deploy', move.service, firstPart),
    },
  };
}

/** A button that somebody presses before a canary goes further. Null where it goes on by itself. */
export function promoteStep(
  target: StrategyTarget,
  move: ServiceMove,
  needs: readonly StepId[],
  stage: Stage,
): Step | null {
  const { promotion } = target.stages;
  if (promotion === null) return null;
  return {
    ...plainStep,
    id: serviceStepId(target.environment, 'promote', move.service, partOf(stage)),
    kind: 'approval',
    title: `Promotion of ${move.service} in ${target.environment}${inStage(stage)}`,
    environment: target.environment,
    service: move.service,
    needs: [...needs],
    effect: 'none',
    params: {},
    gate: {
      kind: 'approval',
      rules: [...promotion.rules],
      // Whether the version may go out was approved at the gate of the environment; this one asks whether it does well.
      selfApproval: true,
      authorApproval: true,
      expires: promotion.expires,
    },
  };
}

/** A wait before what is left of the old version is taken away. */
export function keepStep(target: StrategyTarget, needs: readonly StepId[], millis: Millis): Step {
  return {
    ...plainStep,
    id: StepId.parse(`${target.environment}/keep`),
    kind: 'pause',
    title: `Keep the old side in ${target.environment}`,
    environment: target.environment,
    service: null,
    needs: [...needs],
    effect: 'none',
    params: {},
    gate: { kind: 'pause', millis },
  };
}

/** How many failed health checks are a failure, and whether that is only told. */
function healthLimit({ healthFailures, healthMode }: StrategyTarget) {
  return { healthFailures, ...(healthMode === undefined ? {} : { healthMode }) };
}

/** What names the artifact that a deployment is to run, and that its verification compares with. */
function ticketOf({ verifiedBy }: ServiceMove): Record<string, Json> {
  return verifiedBy === undefined ? {} : { verifiedBy };
}

/** A version on its way is asked by itself, where it has an address of its own. */
function healthAt(health: HealthCheck | null, stage: Stage): Omit<HealthCheck, 'nextUrl'> | null {
  if (health === null) return null;
  const { nextUrl, ...check } = health;
  const isOnItsWay = stage.kind === 'idle' || 'percent' in stage;
  return isOnItsWay && nextUrl !== undefined ? { ...check, url: nextUrl } : check;
}

function deployTitle({ environment }: StrategyTarget, { service, to }: ServiceMove, stage: Stage): string {
  if (to === null) return `Remove ${service} from ${environment}`;
  switch (stage.kind) {
    case 'share':
      return `Give ${service} ${to} ${stage.percent} % of the traffic in ${environment}`;
    case 'instances':
      return `Deploy ${service} ${to} to ${batchWords(stage)} instances in ${environment}`;
    case 'idle':
      return `Deploy ${service} ${to} to the idle side in ${environment}`;
    case 'switch':
      return `Switch ${service} to ${to} in ${environment}`;
    case 'retire':
      return `Retire the old side of ${service} in ${environment}`;
    case 'whole':
      return `Deploy ${service} ${to} to ${environment}`;
  }
}

/** Where a stage is, behind the place a title names. */
function inStage(stage: Stage): string {
  if (stage.kind === 'retire') return ' after the old side is gone';
  const place = stagePlace(stage);
  return place === null ? '' : ` ${place}`;
}

/** The last stage of every strategy goes by the plain name of the step. */
function partOf(stage: Stage): string | null {
  if (stage.kind === 'whole' || stage.kind === 'switch') return null;
  return 'percent' in stage ? String(stage.percent) : stage.kind;
}
