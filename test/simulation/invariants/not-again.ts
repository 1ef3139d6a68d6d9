import { stepOf } from '#domain/release/step-of.ts';
import { Violation } from '../violation.ts';
import type { World } from '../world.ts';

/** 9. Once a rollback has started, no forward deployment, tag or publication of that release starts any more. */
export function watchNotAgain(world: World): void {
  const back = new Set<string>();
  world.observers.push((subject, event) => {
    if (subject.release.rollback?.status === 'running') back.add(subject.id);
    if (event.type !== 'step.started' || !back.has(subject.id)) return;
    const step = stepOf(subject.release, event.step);
    if (step !== null && step.undoes === null && step.effect !== 'none') {
      throw new Violation('rolled-back-is-not-shipped-again', `${step.id} started after the rollback of ${subject.id}`);
    }
  });
}
