import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { report, type World } from '../world.ts';

/**
 * 17. A validation only looks: it deploys, tags and publishes nothing, holds no service, and gives its verdict over checks that have all come
 * to their end.
 */
export function watchValidations(world: World): void {
  const complain = (message: string): void => report(world, 'validation-touches-nothing', message);
  world.observers.push(({ id, release }, event) => {
    if (release.plan.intent !== 'validation') return;
    if ([...world.record.claims.values()].includes(id)) complain(`${id} holds a service`);
    if (release.rollback !== null) complain(`${id} is taken back`);
    if (event.type !== 'step.started') return;
    const step = stepOf(release, event.step);
    if (step?.effect !== 'none' || step.gate !== null) complain(`${event.step} reaches further than a look`);
    if (step?.kind !== 'verdict') return;
    const open = release.plan.steps.filter(
      (other) => other.kind === 'validate' && stateOf(release, other.id).status !== 'succeeded',
    );
    if (open.length > 0) complain(`${id} gives its verdict before ${open.map((other) => other.id).join(', ')}`);
  });
}
