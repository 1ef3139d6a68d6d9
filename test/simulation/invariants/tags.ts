import { stepOf } from '#domain/release/step-of.ts';
import { Violation } from '../violation.ts';
import type { World } from '../world.ts';

/** 5. A tag is pushed once, on the commit whose plan was approved, and only after every environment is done. */
export function watchTags(world: World): void {
  const approved = new Map<string, string>();
  const tagged = new Set<string>();
  world.observers.push((subject, event) => {
    const { plan } = subject.release;
    if (event.type === 'gate.passed') approved.set(subject.id, plan.source);
    const step = 'step' in event ? stepOf(subject.release, event.step) : null;
    if (step?.kind !== 'push-tag') return;
    if (event.type === 'step.started') {
      const hasGate = plan.steps.some((one) => one.gate?.kind === 'approval');
      if (hasGate && approved.get(subject.id) !== plan.source)
        throw new Violation('tagged-once-on-the-approved-commit', `${plan.tag} was pushed on a commit nobody approved`);
    }
    if (event.type !== 'step.succeeded') return;
    if (tagged.has(plan.tag)) throw new Violation('tagged-once-on-the-approved-commit', `${plan.tag} was pushed twice`);
    tagged.add(plan.tag);
    const tag = world.tags.get(plan.tag);
    if (tag?.sha !== plan.source)
      throw new Violation(
        'tagged-once-on-the-approved-commit',
        `${plan.tag} is on ${tag?.sha ?? 'nothing'}, not on ${plan.source}`,
      );
  });
}
