import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { report, type Subject, type World } from '../world.ts';

/** 4. A service is deployed only after the services it needs were verified, and after the one before was; two are never deployed at once. */
export function watchOrder(world: World): void {
  world.observers.push((subject, event, before) => {
    if (event.type !== 'step.started' || before === null) return;
    const step = stepOf(subject.release, event.step);
    if (step?.kind !== 'deploy') return;
    const others = deploysOf(subject, step.environment).filter((other) => other.id !== step.id);
    const busy = others.find((other) => ['running', 'pending'].includes(stateOf(subject.release, other.id).status));
    if (busy !== undefined)
      report(world, 'dependency-order-one-by-one', `${step.id} started while ${busy.id} was in progress`);
    if (step.undoes !== null || subject.release.plan.intent === 'rollback') return;
    const needs = world.project.services[step.service ?? '']?.needs ?? [];
    for (const need of needs) {
      const verify = subject.release.plan.steps.find(
        (one) => one.kind === 'verify-service' && one.environment === step.environment && one.service === need,
      );
      if (verify !== undefined && stateOf(subject.release, verify.id).status !== 'succeeded') {
        report(world, 'dependency-order-one-by-one', `${step.id} started before ${verify.id} had passed`);
      }
    }
    const unverified = others.find((other) => {
      const verify = subject.release.plan.steps.find(
        (one) => one.kind === 'verify-service' && one.needs.includes(other.id),
      );
      return (
        stateOf(subject.release, other.id).status === 'succeeded' &&
        verify !== undefined &&
        stateOf(subject.release, verify.id).status !== 'succeeded'
      );
    });
    if (unverified !== undefined)
      report(world, 'dependency-order-one-by-one', `${step.id} started before ${unverified.id} was verified`);
  });
}

function deploysOf(subject: Subject, environment: string | null) {
  return [...subject.release.plan.steps, ...subject.release.plan.rollbackSteps].filter(
    (step) => step.kind === 'deploy' && step.environment === environment,
  );
}
