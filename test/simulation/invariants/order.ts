import type { Step } from '#domain/plan/step.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { report, type Subject, type World } from '../world.ts';

/**
 * 4. A service is deployed only after the services it needs were verified, and a stage of it only after the one before was. Services move one
 * by one, or as many as a wave of their environment holds; the way back goes one by one.
 */
export function watchOrder(world: World): void {
  const waves = new Map<string, number>();
  world.observers.push((subject, event, before) => {
    if (event.type === 'release.proposed' || event.type === 'release.replanned') noteWaves(world, subject, waves);
    if (event.type !== 'step.started' || before === null) return;
    const step = stepOf(subject.release, event.step);
    if (step?.kind !== 'deploy') return;
    const others = deploysOf(subject, step.environment).filter((other) => other.id !== step.id);
    const isRollout = isForward(step) && subject.release.plan.intent !== 'rollback';
    const rivals = isRollout ? others.filter((other) => other.service === step.service || !isForward(other)) : others;
    const busy = rivals.find((other) => ['running', 'pending'].includes(stateOf(subject.release, other.id).status));
    if (busy !== undefined)
      report(world, 'dependency-order-one-by-one', `${step.id} started while ${busy.id} was in progress`);
    if (!isRollout) return;
    checkNeeds(world, subject, step);
    const unverified = rivals.find((other) => isUnverified(subject, other));
    if (unverified !== undefined)
      report(world, 'dependency-order-one-by-one', `${step.id} started before ${unverified.id} was verified`);
    const moving = new Set(others.filter((other) => isMoving(subject, other.service)).map((other) => other.service));
    moving.delete(step.service);
    const bound = waves.get(`${subject.id} ${step.environment}`) ?? 1;
    if (moving.size + 1 > bound)
      report(world, 'wave-within-its-bound', `${step.id} started beside ${[...moving].join(', ')}, more than ${bound}`);
  });
}

/** Neither the way back of a rollback plan nor that of a rehearsal, which its own plan holds. */
function isForward({ undoes, params }: Step): boolean {
  return undoes === null && params.intent !== 'rollback';
}

/** The bound is that of the configuration at the time the plan was made. */
function noteWaves(world: World, subject: Subject, waves: Map<string, number>): void {
  for (const { name, wave } of world.project.environments) {
    const many = subject.release.plan.services.length;
    waves.set(`${subject.id} ${name}`, Math.max(1, Math.min(many - 1, Math.floor((many * wave) / 100))));
  }
}

function checkNeeds(world: World, subject: Subject, step: Step): void {
  for (const need of world.project.services[step.service ?? '']?.needs ?? []) {
    const needed = deploysOf(subject, step.environment).some((other) => other.service === need);
    if (needed && !isThere(subject, step.environment, need))
      report(world, 'dependency-order-one-by-one', `${step.id} started before ${need} was where it should be`);
  }

  function isThere({ release }: Subject, environment: string | null, service: string): boolean {
    const verify = release.plan.steps.find((one) => one.id === `${environment}/verify/${service}`);
    return verify === undefined || stateOf(release, verify.id).status === 'succeeded';
  }
}

/** Between its first stage and the verification of all of its traffic. */
function isMoving({ release }: Subject, service: string | null): boolean {
  const own = release.plan.steps.filter((step) => step.service === service && step.undoes === null);
  return own.some((step) => {
    if (step.kind !== 'deploy') return false;
    // What a new plan does again counts from its new start.
    const hasBegun = stateOf(release, step.id).status !== 'waiting';
    const end = own.find((one) => one.id === `${step.environment}/verify/${service}`);
    return hasBegun && end !== undefined && stateOf(release, end.id).status !== 'succeeded';
  });
}

function isUnverified({ release }: Subject, deploy: Step): boolean {
  const verify = release.plan.steps.find((one) => one.kind === 'verify-service' && one.needs.includes(deploy.id));
  return (
    stateOf(release, deploy.id).status === 'succeeded' &&
    verify !== undefined &&
    stateOf(release, verify.id).status !== 'succeeded'
  );
}

function deploysOf(subject: Subject, environment: string | null) {
  return [...subject.release.plan.steps, ...subject.release.plan.rollbackSteps].filter(
    (step) => step.kind === 'deploy' && step.environment === environment,
  );
}
