import { stageOf } from '#domain/plan/stage.ts';
import type { Step } from '#domain/plan/step.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { report, type Subject, type World } from '../world.ts';

/**
 * 11. The share of a version grows only behind a passed analysis and, where a person promotes it, behind that. 12. The old side of a blue-green
 * pair is kept until its time is up. Both are asked when a stage starts.
 */
export function watchStages(world: World): void {
  world.observers.push((subject, event, before) => {
    if (event.type !== 'step.started' || before === null) return;
    const step = stepOf(subject.release, event.step);
    if (step?.kind !== 'deploy' || step.params.intent === 'rollback') return;
    const stage = stageOf(step.params);
    if (stage.kind === 'retire') checkKept(world, subject, step);
    for (const gone of stagesBefore(subject, step)) {
      for (const check of gone) {
        if (stateOf(subject.release, check.id).status !== 'succeeded')
          report(world, 'shares-grow-behind-analysis', `${step.id} started before ${check.id} had passed`);
      }
    }
  });
}

/** The analyses and promotions of the smaller shares of the same service. */
function stagesBefore({ release }: Subject, step: Step): readonly (readonly Step[])[] {
  const reach = reachOf(step);
  const own = release.plan.steps.filter(
    (one) => one.service === step.service && one.environment === step.environment && one.id !== step.id,
  );
  const smaller = own.filter((one) => {
    if (one.kind !== 'deploy') return false;
    const stage = stageOf(one.params);
    return stage.kind === 'share' && stage.percent < reach;
  });
  return smaller.map((deploy) => {
    const part = deploy.id.split('/').at(-1);
    return own.filter((one) => one.id.endsWith(`/${part}`) && (one.kind === 'analyse' || one.gate !== null));
  });
}

function reachOf(step: Step): number {
  const stage = stageOf(step.params);
  if ('percent' in stage) return stage.percent;
  return stage.kind === 'idle' ? 0 : 100;
}

function checkKept(world: World, { release }: Subject, step: Step): void {
  const keep = release.plan.steps.find((one) => one.id === `${step.environment}/keep`);
  const state = keep === undefined ? null : stateOf(release, keep.id);
  const millis = keep?.gate?.kind === 'pause' ? keep.gate.millis : 0;
  const since = state?.status === 'succeeded' ? state.startedAt : null;
  if (since === null || world.now < since + millis)
    report(world, 'old-side-is-kept', `${step.id} started before the old side had been kept for its time`);
}
