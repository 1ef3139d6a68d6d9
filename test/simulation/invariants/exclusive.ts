import { stepOf } from '#domain/release/step-of.ts';
import { report, type World } from '../world.ts';

/** 3. From its first deployment of a service until its end, no other release deploys that service in that environment. */
export function watchExclusiveness(world: World): void {
  const acting = new Map<string, string>();
  world.observers.push((subject, event) => {
    if (subject.release.ending !== null) {
      for (const [target, id] of acting) if (id === subject.id) acting.delete(target);
    }
    if (event.type !== 'step.started') return;
    const step = stepOf(subject.release, event.step);
    if (step?.kind !== 'deploy') return;
    const target = `${step.environment}/${step.service}`;
    const other = acting.get(target);
    if (other !== undefined && other !== subject.id)
      report(world, 'one-release-per-service', `${subject.id} deploys ${target}, which ${other} is acting on`);
    acting.set(target, subject.id);
  });
}
