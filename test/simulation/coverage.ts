import { isBreaker, isHeldByBreaker } from '#domain/release/circuit-breaker.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import type { Release } from '#domain/release/release.ts';
import { hasChangedTarget, hasTouchedTarget, isWayBackClosed, stateOf, stepOf } from '#domain/release/step-of.ts';
import { count } from './counts.ts';
import type { World } from './world.ts';

/** Rare turns of events that a run of the simulation is worth nothing without. Their counts are printed and must not be zero. */
export const situations = [
  'replanned after staging was touched',
  'replanned for another configuration',
  'rejected after staging was touched',
  'approval expired before its gate passed',
  'held during a rollout',
  'watch failed while held or at a gate',
  'rollback step failed',
  'rollback step unknown',
  'rolled back while a step was in progress',
  'waited for another release',
  'overtaken by another release',
  'late result of an older attempt',
  'stage promoted before its time',
  'stage looked at for longer',
  'tag pushed by somebody else',
  'rehearsal grew too old',
  'rehearsal taken back',
  'rollback undone',
  'destructive migration begun',
  'migrations undone',
  'failed where there is no way back',
  'analysis failed by its metrics',
  'analysis found too little',
  'metrics failed while held or at a gate',
  'metrics told while held or at a gate',
  'rollback only told',
  'health only told',
  'breaker held a rollout',
  'breaker held a claim',
  'breaker closed by a person',
  'run asked to end',
  'run asked to end twice',
  'run could not be asked to end',
  'run ended when asked',
  'run may not be ended',
  'run waited for that cannot be ended',
  'run was quicker than its end',
  'run was replaced',
  'late run asked to end',
] as const;
export type Situation = (typeof situations)[number];

/** Counts every event by type, and the situations that can be told from events. */
export function watchCoverage(world: World): void {
  world.observers.push(({ release }, event, before) => {
    count(world.counts, event.type);
    const situation = before === null ? null : situationOf(event, before, release, world.now);
    if (situation !== null) count(world.counts, situation);
  });
}

function situationOf(event: ReleaseEvent, before: Release, after: Release, now: number): Situation | null {
  switch (event.type) {
    case 'release.replanned':
      if (event.why === 'config') return 'replanned for another configuration';
      return hasTouchedTarget(before) ? 'replanned after staging was touched' : null;
    case 'gate.rejected':
      return hasTouchedTarget(before) ? 'rejected after staging was touched' : null;
    case 'gate.passed': {
      const gate = stepOf(before, event.step)?.gate;
      const isLate =
        gate?.kind === 'approval' &&
        before.approvals.some(
          (one) => one.step === event.step && one.digest === before.digest && now - one.at >= gate.expires,
        );
      return isLate ? 'approval expired before its gate passed' : null;
    }
    case 'release.held':
      if (isBreaker(event.by)) return hasChangedTarget(before) ? 'breaker held a rollout' : 'breaker held a claim';
      return hasTouchedTarget(before) ? 'held during a rollout' : null;
    case 'rollback.started':
      if (before.plan.intent === 'rehearsal') return 'rehearsal taken back';
      if (before.plan.intent === 'rollback') return 'rollback undone';
      return [...after.steps.values()].some((state) => state.status === 'pending' || state.status === 'running')
        ? 'rolled back while a step was in progress'
        : null;
    case 'release.resumed':
      return isHeldByBreaker(before) ? 'breaker closed by a person' : null;
    case 'rule.announced':
      return event.rule === 'rollback' ? 'rollback only told' : event.rule === 'health' ? 'health only told' : null;
    case 'step.promoted':
      return 'stage promoted before its time';
    case 'step.extended':
      return 'stage looked at for longer';
    default:
      return 'step' in event ? stepSituation(event, before) : null;
  }
}

function stepSituation(event: Extract<ReleaseEvent, { step: string }>, before: Release): Situation | null {
  const step = stepOf(before, event.step);
  if (step === null) return null;
  if (event.type === 'step.started' && step.kind === 'migrate' && step.irreversible !== null)
    return 'destructive migration begun';
  if (event.type === 'step.succeeded' && step.kind === 'migrate-back') return 'migrations undone';
  if (event.type === 'step.unknown' && step.undoes !== null) return 'rollback step unknown';
  if (event.type === 'step.pending' && step.kind === 'claim-services') return 'waited for another release';
  if (event.type === 'step.unknown' && step.kind === 'analyse') return 'analysis found too little';
  if (event.type === 'step.measured' && step.kind === 'watch-metrics') return 'metrics told while held or at a gate';
  if (event.type !== 'step.failed') return null;
  if (step.kind === 'analyse' && event.problem.code === 'ANALYSIS_FAILED') return 'analysis failed by its metrics';
  if (isWayBackClosed(before, step.environment)) return 'failed where there is no way back';
  if (step.undoes !== null) return 'rollback step failed';
  if (event.problem.code === 'BASELINE_MOVED') return 'overtaken by another release';
  if (event.problem.code === 'TAG_EXISTS') return 'tag pushed by somebody else';
  if (event.problem.code === 'REHEARSAL_TOO_OLD') return 'rehearsal grew too old';
  const isWaiting = before.hold !== null || before.plan.steps.some((one) => stateOf(before, one.id).status === 'open');
  if (step.kind === 'watch-metrics' && isWaiting) return 'metrics failed while held or at a gate';
  return step.background && isWaiting ? 'watch failed while held or at a gate' : null;
}
