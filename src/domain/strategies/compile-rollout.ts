import type { StepId } from '../ids.ts';
import { stageOf } from '../plan/stage.ts';
import type { Step } from '../plan/step.ts';
import { metricsWatches } from './metrics-watches.ts';
import { analyseStep, keepStep, pauseStep, watchStep } from './service-steps.ts';
import type { ServiceMove, ServiceRollout, Strategy, StrategyTarget } from './strategy.ts';

/**
 * All services of an environment, each by its own strategy: in waves of at most `target.wave` services that need nothing of one another, each
 * wave verified before the next. Those already moved are watched until the last step of the environment. What the strategies keep for the
 * way back is taken away at the end, when its time is up.
 */
export function compileRollout(target: StrategyTarget, strategyOf: (service: string) => Strategy): readonly Step[] {
  const steps: Step[] = [];
  const closings: NonNullable<ServiceRollout['closing']>[] = [];
  const waves = wavesOf(target);
  let needs = target.after;
  for (const [index, wave] of waves.entries()) {
    const isLast = index === waves.length - 1;
    const ends: StepId[] = [];
    for (const move of wave) {
      const strategy = strategyOf(move.service);
      const rollout = settled(target, move, strategy.rollOut(target, move, needs));
      const isWatched = !isLast || wave.length > 1 || rollout.steps.length > 2 || rollout.closing !== null;
      const watches = isWatched ? watchesOf(target, move, rollout) : [];
      const pause =
        isLast || !strategy.pauses || target.waitBetween === 0
          ? null
          : pauseStep(target, move, target.waitBetween, rollout.done);
      steps.push(...rollout.steps, ...watches, ...(pause === null ? [] : [pause]));
      ends.push(pause?.id ?? rollout.done);
      if (rollout.closing !== null) closings.push(rollout.closing);
    }
    needs = ends;
  }
  if (closings.length === 0 || target.stages.keep === null) return steps;
  const keep = keepStep(target, needs, target.stages.keep);
  return [...steps, keep, ...closings.flatMap((close) => close([keep.id]))];
}

/** Where it is configured, a service with all of the traffic is analysed before the next one moves. */
function settled(target: StrategyTarget, move: ServiceMove, rollout: ServiceRollout): ServiceRollout {
  if (target.stages.settle === 0 || move.to === null) return rollout;
  const analyse = analyseStep(target, move, [rollout.done], { kind: 'whole' }, firstPartOf(rollout));
  return { ...rollout, steps: [...rollout.steps, analyse], done: analyse.id };
}

/** What is looked at from the first verified stage on: whether the service is well, its metrics, and every trigger. */
function watchesOf(target: StrategyTarget, move: ServiceMove, rollout: ServiceRollout): readonly Step[] {
  const after = firstVerificationOf(rollout);
  const health = watchStep(target, move, after);
  return [...(health === null ? [] : [health]), ...metricsWatches(target, move, after, firstPartOf(rollout))];
}

/** The part of the way its first deployment is named for; null for the whole. */
function firstPartOf({ steps }: ServiceRollout): string | null {
  return steps.find((step) => step.kind === 'deploy')?.id.split('/')[3] ?? null;
}

/** A version takes requests from its first verified stage on, so that is where it begins to be watched. */
function firstVerificationOf({ steps, done }: ServiceRollout): StepId {
  const isServing = (step: Step): boolean => ['share', 'instances'].includes(stageOf(step.params).kind);
  return steps.find((step) => step.kind === 'verify-service' && isServing(step))?.id ?? done;
}

/** The services in their order, gathered while they fit one wave and none needs another of it. */
function wavesOf({ moves, wave, needsOf }: StrategyTarget): readonly (readonly ServiceMove[])[] {
  const waves: ServiceMove[][] = [];
  for (const move of moves) {
    const last = waves.at(-1);
    const isFree = last?.every((other) => !related(other.service, move.service, needsOf)) === true;
    if (last !== undefined && last.length < wave && isFree) last.push(move);
    else waves.push([move]);
  }
  return waves;
}

function related(one: string, other: string, needsOf: (service: string) => readonly string[]): boolean {
  return needsOf(one).includes(other) || needsOf(other).includes(one);
}
