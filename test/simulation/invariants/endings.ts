import type { Step } from '#domain/plan/step.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { isWayBackClosed, stateOf, stepOf } from '#domain/release/step-of.ts';
import { isBusy } from '#domain/release/step-state.ts';
import { type Deployment, report, type Subject, type World } from '../world.ts';

/**
 * 19. The way back of a service never starts while a run of its way forward may still take effect. 20. A run that was ended is never taken for a
 * deployment. 22. Whatever a release has begun is over when the release is. Asked of the target itself, not of the log; what was lost
 * sight of there and told as lost is left out.
 */
export function watchEndings(world: World): void {
  world.observers.push((subject, event) => {
    switch (event.type) {
      case 'step.started':
        return checkStart(world, subject, event);
      case 'step.succeeded':
        return checkSuccess(world, subject, event);
      case 'release.completed':
        checkRelease(world, subject);
        return checkLeft(world, subject);
      case 'release.rolled-back':
        return checkLeft(world, subject);
      default:
        return;
    }
  });
}

/** 21. A run is asked to end only where its release is taken back from there, or where it takes too long. Called when it has heard it. */
export function checkEnding(world: World, { id, log, release }: Subject, step: Step, late: number): void {
  const isGoingBack = log.some(({ body }) => body.type === 'rollback.started');
  const isWanted = step.undoes !== null || isWayBackClosed(release, step.environment) || !isGoingBack;
  if (isWanted && late <= 0) report(world, 'ends-only-what-is-unwanted', `${step.id} of ${id} was asked to end`);
}

type StartEvent = Extract<ReleaseEvent, { type: 'step.started' }>;
type SuccessEvent = Extract<ReleaseEvent, { type: 'step.succeeded' }>;

function checkStart(world: World, subject: Subject, event: StartEvent): void {
  const step = stepOf(subject.release, event.step);
  if (step === null) return;
  for (const need of step.needs) checkRun(world, subject, need);
  if (step.kind !== 'deploy' || step.undoes === null) return;
  const target = `${step.environment}/${step.service}`;
  const runs = openRuns(world, subject).filter((run) => run.target === target && !run.isReplaceable);
  const run = runs.find((one) => stepOf(subject.release, one.step)?.undoes === null);
  if (run !== undefined)
    report(world, 'way-back-overtakes-no-run', `${step.id} started while ${run.step} was under way`);
}

function checkSuccess(world: World, subject: Subject, { step, attempt }: SuccessEvent): void {
  const run = world.deployments.get(`${subject.id}/${step}/${attempt}`);
  if (run !== undefined && run.ended !== 'success')
    report(world, 'ended-run-is-not-released', `${step} succeeded, and its run has ended as ${run.ended}`);
}

/** What is built upon a deployment needs one that was carried out, or a person who answers for it. */
function checkRun(world: World, { id, release }: Subject, step: Step['id']): void {
  const state = stateOf(release, step);
  const run = world.deployments.get(`${id}/${step}/${state.attempt}`);
  const isByPerson = state.status === 'succeeded' && state.acceptedBy !== null;
  if (run !== undefined && run.ended !== 'success' && !isByPerson)
    report(world, 'ended-run-is-not-released', `${id} went on behind ${step}, whose run has ended as ${run.ended}`);
}

function checkRelease(world: World, subject: Subject): void {
  for (const { id, kind } of subject.release.plan.steps) if (kind === 'deploy') checkRun(world, subject, id);
}

function checkLeft(world: World, subject: Subject): void {
  for (const run of openRuns(world, subject)) {
    const what = run.isReplaceable ? 'was to be replaced and' : 'goes on and';
    report(world, 'nothing-is-left-running', `${run.step} ${what} ${subject.id} has ended`);
  }
}

/** The runs of a release that go on at the target, but for those that it has told people it lost sight of. */
function openRuns(world: World, subject: Subject): readonly Deployment[] {
  const open = [...world.deployments.values()].filter((run) => run.release === subject.id && run.ended === null);
  return open.filter((run) => !isLost(subject, run));
}

/** Whether nobody knows of the run, or it was given up: it cannot be asked after, is away or has outlasted its time and what it had to end. */
function isLost({ log, release }: Subject, { step, attempt }: Deployment): boolean {
  const state = stateOf(release, step);
  if (state.attempt === attempt && isBusy(state)) return false;
  const last = log.findLast(({ body }) => isOutcome(body) && body.step === step && body.attempt === attempt)?.body;
  if (last?.type === 'step.failed') return ['AWAY', 'DEPLOYMENT_TIMED_OUT'].includes(last.problem.code);
  return last?.type === 'step.unknown' || last?.type === 'step.retrying';
}

function isOutcome(body: ReleaseEvent): body is Extract<ReleaseEvent, { type: (typeof outcomes)[number] }> {
  return outcomes.some((type) => type === body.type);
}

const outcomes = ['step.succeeded', 'step.failed', 'step.unknown', 'step.retrying', 'step.pending'] as const;
