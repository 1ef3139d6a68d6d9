import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { report, type World } from '../world.ts';

/** 5. A tag is pushed once, on the commit of the plan whose every gate was passed, and only after every environment is done. */
export function watchTags(world: World): void {
  const passed = new Map<string, Set<string>>();
  const tagged = new Set<string>();
  const complain = (message: string): void => report(world, 'tagged-once-on-the-approved-commit', message);
  world.observers.push((subject, event) => {
    const { plan, digest } = subject.release;
    const book = passed.get(subject.id) ?? new Set<string>();
    passed.set(subject.id, book);
    if (event.type === 'gate.passed') book.add(`${event.step} ${event.digest} ${plan.source}`);
    const step = 'step' in event ? stepOf(subject.release, event.step) : null;
    if (step?.kind !== 'push-tag') return;
    if (event.type === 'step.started') {
      const isApproved = plan.steps.every(
        (one) => one.gate?.kind !== 'approval' || book.has(`${one.id} ${digest} ${plan.source}`),
      );
      if (!isApproved) complain(`${plan.tag} is pushed on a commit not everybody approved`);
      const isRolledOut = plan.steps.every(
        (one) => one.effect !== 'target' || stateOf(subject.release, one.id).status === 'succeeded',
      );
      if (!isRolledOut) complain(`${plan.tag} is pushed before everything is deployed`);
    }
    if (event.type !== 'step.succeeded') return;
    if (tagged.has(plan.tag)) complain(`${plan.tag} was pushed twice`);
    tagged.add(plan.tag);
    const tag = world.tags.get(plan.tag);
    if (tag?.sha !== plan.source) complain(`${plan.tag} is on ${tag?.sha ?? 'nothing'}, not on ${plan.source}`);
  });
}
