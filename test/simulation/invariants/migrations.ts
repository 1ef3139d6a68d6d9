import { isWayBackClosed, stateOf, stepOf } from '#domain/release/step-of.ts';
import { report, type World } from '../world.ts';

/**
 * 14. No migration that cannot be undone begins before every service of its environment is verified and somebody who saw that has approved it;
 * and from then on no older version is brought back there.
 */
export function watchMigrations(world: World): void {
  const complain = (message: string): void => report(world, 'nothing-destroyed-unseen', message);
  const approved = new Map<string, Set<string>>();
  world.observers.push((subject, event, before) => {
    const { release } = subject;
    const book = approved.get(subject.id) ?? new Set<string>();
    approved.set(subject.id, book);
    if (event.type === 'gate.passed') book.add(`${event.step} ${event.digest}`);
    if (event.type !== 'step.started' || before === null) return;
    const step = stepOf(release, event.step);
    if (step === null || step.environment === null) return;
    const own = release.plan.steps.filter((one) => one.environment === step.environment);
    if (step.kind === 'migrate' && step.irreversible !== null) {
      const open = own.find((one) => one.kind === 'verify-service' && stateOf(release, one.id).status !== 'succeeded');
      if (open !== undefined) complain(`${step.id} started before ${open.id} was done`);
      if (!book.has(`${step.environment}/contract/approval ${release.digest}`))
        complain(`${step.id} started and nobody approved it`);
    }
    if (step.kind === 'migrate' && step.irreversible === null) {
      const early = own.find((one) => one.kind === 'deploy' && stateOf(release, one.id).status !== 'waiting');
      if (early !== undefined) complain(`${step.id} started when ${early.id} had begun`);
    }
    if (step.undoes !== null && isWayBackClosed(before, step.environment))
      complain(`${step.id} started though there is no way back in ${step.environment}`);
  });
}
