import { stageOf } from '#domain/plan/stage.ts';
import { isTakenBack } from '#domain/release/ending-due.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { readDeploymentHandle } from '#jobs/steps/end-deployment.ts';
import { count } from './counts.ts';
import { checkEnding } from './invariants/endings.ts';
import { type Events, failed, type Look, ofLook, pending, type Start, succeeded, unknown } from './outcomes.ts';
import { type Deployment, goesWrong, type Subject, type World } from './world.ts';

/** The time of a deployer and a minute more, and how long a late deployment may take to end, in milliseconds: as the real step has it. */
const time = 960_000;
const windDown = 120_000;

/** Sends a deployment, or finds the one that was sent under its key. */
export function deploy(world: World, subject: Subject, look: Start): Events {
  const { step, attempt, isResumed } = look;
  const known = deploymentOf(world, subject, look);
  const state = stateOf(subject.release, step.id);
  if ('handle' in state && state.handle !== null) return pollDeployment(world, subject, look);
  if (isResumed && goesWrong(world, world.temperament.unknowns)) return unknown(look, 'It cannot be asked.');
  if (isResumed && known === undefined && isTakenBack(subject.release, step))
    return failed(world, subject, look, 'ABANDONED');
  if (known === undefined) {
    const target = `${step.environment}/${step.service}`;
    replaceOthers(world, target);
    world.deployments.set(keyOf(subject, look), {
      target,
      version: step.params.version === null ? null : String(step.params.version),
      stage: stageOf(step.params),
      release: subject.id,
      step: step.id,
      attempt,
      isAsked: false,
      isReplaceable: false,
      ended: null,
    });
  }
  return standing(world, subject, look, known?.ended ?? null) ?? goingOn(world, subject, look, null);
}

/** Asks after a deployment that was handed over, and asks it to end when the rule of the engine says so. */
export function pollDeployment(world: World, subject: Subject, look: Look): Events {
  const deployment = deploymentOf(world, subject, look);
  const state = stateOf(subject.release, look.step.id);
  if (deployment === undefined || !('startedAt' in state) || !('handle' in state)) return [];
  const over = standing(world, subject, look, deployment.ended);
  if (over !== null) return over;
  const { endingSince } = readDeploymentHandle(state.handle);
  const late = lateness(world, subject, look);
  const takenBack = isTakenBack(subject.release, look.step);
  const canEnd = endingOf(world, look) !== 'never';
  const due = world.rules.endingDue({ isTakenBack: takenBack, late, canEnd, endingSince, now: world.now });
  if (due === 'ask') return ask(world, subject, look, deployment);
  const isGivenUp = late > (due === 'none' ? 0 : windDown);
  if (isGivenUp) return failed(world, subject, look, 'DEPLOYMENT_TIMED_OUT');
  if (due === 'wait' && !canEnd) count(world.counts, 'run waited for that cannot be ended');
  return goingOn(world, subject, look, endingSince);
}

/** The request to end may be lost on its way, and its answer on the way back: then the deployment goes on for all that is known. */
function ask(world: World, subject: Subject, look: Look, deployment: Deployment): Events {
  const { endingSince } = readDeploymentHandle(handleOf(subject, look));
  const late = lateness(world, subject, look);
  const isLost = goesWrong(world, world.temperament.blips);
  if (isLost) count(world.counts, 'run could not be asked to end');
  else hear(world, subject, look, deployment);
  const isHeard = !isLost && !goesWrong(world, world.temperament.blips);
  if (isHeard && deployment.isReplaceable) return failed(world, subject, look, codeOf(late));
  if (late > windDown) return failed(world, subject, look, 'DEPLOYMENT_TIMED_OUT');
  return goingOn(world, subject, look, isHeard ? world.now : endingSince);
}

function hear(world: World, subject: Subject, look: Look, deployment: Deployment): void {
  checkEnding(world, subject, look.step, lateness(world, subject, look));
  const ending = endingOf(world, look);
  const isTold = deployment.isAsked || deployment.isReplaceable;
  if (isTold) count(world.counts, 'run asked to end twice');
  else if (ending === 'refused') count(world.counts, 'run may not be ended');
  else count(world.counts, isTakenBack(subject.release, look.step) ? 'run asked to end' : 'late run asked to end');
  deployment.isAsked = ending === 'asked';
  deployment.isReplaceable = ending === 'replaced';
}

/** What a deployment that has ended says; null while it goes on. */
function standing(world: World, subject: Subject, look: Look, ended: Deployment['ended']): Events | null {
  if (ended === null) return null;
  return ended === 'success' ? succeeded(look) : failed(world, subject, look, codeOf(lateness(world, subject, look)));
}

/** Recorded once, and again when it was asked to end; else nothing is new. */
function goingOn(world: World, subject: Subject, look: Look, endingSince: number | null): Events {
  const state = stateOf(subject.release, look.step.id);
  const isKnown = state.status === 'pending' && readDeploymentHandle(state.handle).endingSince === endingSince;
  if (isKnown) return [];
  if (endingSince === null) return pending(world, look, {}, 500);
  const handle = { endingSince, of: {} };
  return [{ ...ofLook(look), type: 'step.pending', handle, lookAgainAt: world.now + 2_000, note: null }];
}

function codeOf(late: number): string {
  return late > 0 ? 'DEPLOYMENT_TIMED_OUT' : 'DEPLOYMENT_FAILED';
}

/** Milliseconds since which the deployment should be done. */
function lateness(world: World, { release }: Subject, { step }: Look): number {
  const state = stateOf(release, step.id);
  return world.now - ('startedAt' in state ? state.startedAt : world.now) - time;
}

function handleOf({ release }: Subject, { step }: Look) {
  const state = stateOf(release, step.id);
  return 'handle' in state ? state.handle : null;
}

function endingOf(world: World, { step }: Look) {
  return world.endings.get(step.service ?? '') ?? 'never';
}

function keyOf({ id }: Subject, { step, attempt }: Look): string {
  return `${id}/${step.id}/${attempt}`;
}

function deploymentOf(world: World, subject: Subject, look: Look): Deployment | undefined {
  return world.deployments.get(keyOf(subject, look));
}

/** A deployment takes the place of those that go on there and may be replaced. */
function replaceOthers(world: World, target: string): void {
  for (const other of world.deployments.values()) {
    if (other.target !== target || other.ended !== null || !other.isReplaceable) continue;
    other.ended = 'replaced';
    count(world.counts, 'run was replaced');
  }
}

/** What a stage changes at the target. A rollback, like every deployment of the whole, ends whatever was under way. */
function land({ running, shares, idle }: World, { target, version, stage }: Deployment): void {
  switch (stage.kind) {
    case 'share':
    case 'instances':
      shares.set(target, { version, percent: stage.percent });
      return;
    case 'idle':
      idle.set(target, version);
      return;
    case 'retire':
      idle.set(target, null);
      return;
    case 'switch':
      idle.set(target, running.get(target) ?? null);
      running.set(target, version);
      return;
    case 'whole':
      shares.delete(target);
      idle.delete(target);
      running.set(target, version);
  }
}

/** The deploy target goes on by itself: of one service the deployment sent first ends, well or badly. False when none is under way. */
export function targetMoves(world: World): boolean {
  const first = new Map<string, Deployment>();
  for (const deployment of world.deployments.values())
    if (deployment.ended === null && !first.has(deployment.target)) first.set(deployment.target, deployment);
  if (first.size === 0) return false;
  if (goesWrong(world, world.temperament.slowness)) return true;
  const deployment = world.random.pick([...first.values()]);
  if (deployment.isAsked) return moveToEnd(world, deployment);
  finish(world, deployment);
  return true;
}

/** One that is to end takes its time, may have had its effect before, and may be quicker than that. */
function moveToEnd(world: World, deployment: Deployment): boolean {
  if (goesWrong(world, 0.5)) return true;
  if (world.random.chance(0.3)) {
    finish(world, deployment);
    if (deployment.ended === 'success') count(world.counts, 'run was quicker than its end');
    return true;
  }
  deployment.ended = 'cancelled';
  count(world.counts, 'run ended when asked');
  if (world.random.chance(0.3)) land(world, deployment);
  return true;
}

function finish(world: World, deployment: Deployment): void {
  const isGood = !goesWrong(world, world.temperament.failures);
  deployment.ended = isGood ? 'success' : 'failure';
  if (isGood || world.random.chance(0.3)) land(world, deployment);
  if (isGood && goesWrong(world, 4 * world.temperament.illness))
    world.metrics.set(deployment.target, world.random.pick(['bad', 'missing', 'missing']));
  else world.metrics.delete(deployment.target);
  if (isGood && goesWrong(world, world.temperament.illness)) world.sick.add(deployment.target);
  else world.sick.delete(deployment.target);
}
