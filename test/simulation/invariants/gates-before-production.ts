import { ancestorsOf } from '#domain/plan/check-steps.ts';
import { stepOf } from '#domain/release/step-of.ts';
import { report, type World } from '../world.ts';

/** 1. No step behind an approval gate starts before the gate was passed for the digest in force. Kept in books of its own, not in the fold. */
export function watchGates(world: World): void {
  const passed = new Map<string, Set<string>>();
  world.observers.push((subject, event) => {
    const book = passed.get(subject.id) ?? new Set<string>();
    passed.set(subject.id, book);
    if (event.type === 'gate.passed') book.add(`${event.step} ${event.digest}`);
    if (event.type !== 'step.started') return;
    const { plan, digest } = subject.release;
    const step = stepOf(subject.release, event.step);
    if (step === null || step.undoes !== null) return;
    const ancestors = ancestorsOf(plan.steps).get(step.id) ?? new Set();
    const gates = plan.steps.filter((gate) => gate.gate?.kind === 'approval' && ancestors.has(gate.id));
    const shut = gates.find((gate) => !book.has(`${gate.id} ${digest}`));
    if (shut !== undefined)
      report(
        world,
        'gates-before-production',
        `${step.id} started though ${shut.id} was not passed for ${digest.slice(0, 8)}`,
      );
    if (
      step.effect === 'target' &&
      gates.length === 0 &&
      plan.steps.some((one) => one.id === `${step.environment}/approval`)
    ) {
      report(world, 'gates-before-production', `${step.id} has no gate in front of it though its environment has one`);
    }
  });
}
