import { stepOf } from '#domain/release/step-of.ts';
import { report, type Subject, type World } from '../world.ts';

/**
 * 16. A rehearsal leaves no trace: at its end every service of its environment runs what ran before, unless a person decided otherwise; it
 * never touches another environment, and nothing of it is tagged or published.
 */
export function watchRehearsals(world: World): void {
  const before = new Map<string, ReadonlyMap<string, string | null>>();
  const complain = (message: string): void => report(world, 'rehearsal-leaves-no-trace', message);
  world.observers.push((subject, event) => {
    const { plan } = subject.release;
    if (plan.intent !== 'rehearsal') return;
    if (event.type === 'step.started') {
      const step = stepOf(subject.release, event.step);
      if (step?.effect === 'public') complain(`${step.id} of a rehearsal is published`);
      if (step?.effect !== 'target') return;
      if (step.environment !== plan.environments[0]) complain(`${step.id} is not where it is rehearsed`);
      // Its services are its own by now, so what runs here is what ran before.
      if (!before.has(subject.id)) before.set(subject.id, new Map(world.running));
    }
    if (event.type !== 'release.completed' && event.type !== 'release.rolled-back') return;
    const found = before.get(subject.id);
    if (found === undefined || hasDecided(subject)) return;
    for (const service of plan.services) {
      const place = `${plan.environments[0]}/${service}`;
      const [was, is] = [found.get(place) ?? null, world.running.get(place) ?? null];
      if (was !== is) complain(`${place} was on ${was} and is left on ${is}`);
    }
  });
}

/** Whether somebody accepted a step as done that was not, or said that an unknown one had happened. */
function hasDecided({ log }: Subject): boolean {
  return log.some(({ body }) => body.type === 'step.accepted');
}
