import type { Step } from '#domain/plan/step.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { report, type Subject, type World } from '../world.ts';

/**
 * 15. A release enters an environment only when every one of its services is verified in the environment before. Which one that is, is taken
 * from the configuration, not from the needs of the steps.
 */
export function watchPromotion(world: World): void {
  world.observers.push((subject, event, before) => {
    if (event.type !== 'step.started' || before === null) return;
    const step = stepOf(subject.release, event.step);
    if (step?.kind !== 'deploy' || step.undoes !== null || subject.release.plan.intent !== 'release') return;
    const missing = unverifiedBefore(world, subject, step);
    if (missing !== undefined)
      report(world, 'verified-before-promoted', `${step.id} started before ${missing} had succeeded`);
  });
}

function unverifiedBefore({ project }: World, { release }: Subject, { environment }: Step): string | undefined {
  const names = project.environments.map(({ name }) => name);
  const previous = names[names.indexOf(environment ?? '') - 1];
  if (previous === undefined) return undefined;
  const checks = release.plan.services.map((service) => `${previous}/verify/${service}`);
  const isPassed = (id: string): boolean =>
    release.plan.steps.some((step) => step.id === id && stateOf(release, step.id).status === 'succeeded');
  return checks.find((id) => !isPassed(id));
}
