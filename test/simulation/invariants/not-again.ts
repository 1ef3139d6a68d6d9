import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { isBusy } from '#domain/release/step-state.ts';
import { report, type World } from '../world.ts';

/**
 * 9. Once a rollback has started, no forward deployment, tag or publication of that release starts any more; and a rollback is never undone
 * by a countdown, which would bring back what was taken away.
 */
export function watchNotAgain(world: World): void {
  const back = new Set<string>();
  const complain = (message: string): void => report(world, 'rolled-back-is-not-shipped-again', message);
  world.observers.push((subject, event, before) => {
    if (subject.release.rollback?.status === 'running') back.add(subject.id);
    const { plan } = subject.release;
    if (event.type === 'rollback.started' && event.by.kind === 'automatic' && plan.intent === 'rollback')
      complain(`${subject.id} is a rollback and is undone by itself`);
    if (event.type !== 'step.started' || before === null || !back.has(subject.id)) return;
    // What was handed over is asked after again.
    if (isBusy(stateOf(before, event.step))) return;
    const step = stepOf(subject.release, event.step);
    if (step !== null && step.undoes === null && step.effect !== 'none')
      complain(`${step.id} started after the rollback of ${subject.id}`);
  });
}
