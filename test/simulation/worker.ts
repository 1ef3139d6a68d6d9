import { StepId } from '#domain/ids.ts';
import type { Step } from '#domain/plan/step.ts';
import { holdersOf } from '#domain/project-log/project-record.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { append, appendProject, type Busy, type Subject, type World } from './world.ts';

type Run = { readonly step: StepId; readonly attempt: number };

/** Carries out what `decide` asks for, as advance and the workers do: records, starts, polls. Returns whether anything was done. */
export function advance(world: World, subject: Subject): boolean {
  for (let rounds = 0; ; rounds += 1) {
    const decision = world.decide(subject.release, world.now);
    if (decision.record.length === 0) {
      closeIfEnded(world, subject);
      const runs = [...decision.start, ...decision.poll, ...decision.inFlight.filter((run) => !isHeld(subject, run))];
      for (const run of runs) takeUp(world, subject, run);
      return runs.length > 0 || rounds > 0;
    }
    for (const event of decision.record) append(world, subject, event);
    if (rounds > 50) throw new Error('decide records without end');
  }
}

function closeIfEnded(world: World, subject: Subject): void {
  const ending = subject.release.ending;
  if (ending === null) return;
  const isListedOpen = world.record.releases.some((one) => one.id === subject.id && one.closed === null);
  if (isListedOpen || [...world.record.claims.values()].includes(subject.id)) {
    appendProject(world, { v: 1, type: 'release.closed', release: subject.id, ending: ending.kind });
  }
}

function isHeld(subject: Subject, run: Run): boolean {
  return subject.workers.get(run.step)?.alive === true;
}

/** A worker takes the step under its lease: starts or resumes it, or polls it at once. */
function takeUp(world: World, subject: Subject, run: Run): void {
  if (isHeld(subject, run)) return;
  const state = stateOf(subject.release, run.step);
  if (state.attempt !== run.attempt) return;
  const step = stepOf(subject.release, run.step);
  if (step === null) return;
  if (state.status === 'pending') {
    poll(world, subject, step, run);
    return;
  }
  const ofStep = { v: 1, step: run.step, attempt: run.attempt, worker: 'machine/1' } as const;
  append(world, subject, { ...ofStep, type: state.status === 'running' ? 'step.resumed' : 'step.started' });
  subject.workers.set(run.step, {
    release: subject.id,
    step: run.step,
    attempt: run.attempt,
    alive: true,
    actedAt: null,
  });
}

/** Lets one busy worker make one move: act, record, or die in between. */
export function work(world: World, subject: Subject, busy: Busy): void {
  const { random } = world;
  const step = stepOf(subject.release, StepId.parse(busy.step));
  if (step === null || !busy.alive) return;
  if (world.hasFaults && random.chance(0.08)) {
    die(subject, busy);
    return;
  }
  const state = stateOf(subject.release, step.id);
  if (state.status !== 'running' || state.attempt !== busy.attempt) {
    die(subject, busy);
    return;
  }
  const outcome = act(world, subject, step, busy.attempt, state.isResumed);
  busy.actedAt = world.now;
  if (world.hasFaults && random.chance(0.08)) {
    die(subject, busy);
    return;
  }
  subject.workers.delete(busy.step);
  for (const event of outcome) append(world, subject, event);
}

function die(subject: Subject, busy: Busy): void {
  busy.alive = false;
  subject.workers.delete(busy.step);
}

/** One look at a step by its kind, against the simulated world. The events are what the real step would have recorded. */
function act(world: World, subject: Subject, step: Step, attempt: number, isResumed: boolean): readonly ReleaseEvent[] {
  const { random } = world;
  const of = { v: 1, step: step.id, attempt } as const;
  const done: ReleaseEvent = { ...of, type: 'step.succeeded', result: null };
  const failed: ReleaseEvent = { ...of, type: 'step.failed', problem: { code: 'FAILED', message: 'It failed.' } };
  if (world.hasFaults && random.chance(0.06))
    return [
      { ...of, type: 'step.retrying', tries: 1, at: world.now + 1_000, problem: { code: 'AWAY', message: 'Away.' } },
    ];
  switch (step.kind) {
    case 'claim-services':
      return claim(world, subject, step, attempt);
    case 'deploy':
      return deploy(world, subject, step, attempt, isResumed);
    case 'verify-service':
      return verify(world, subject, step, attempt);
    case 'watch-service':
      return [{ ...of, type: 'step.pending', handle: { bad: 0 }, lookAgainAt: world.now + 1_000, note: null }];
    case 'push-tag':
      if (!world.tags.has(subject.release.plan.tag))
        world.tags.set(subject.release.plan.tag, { sha: subject.release.plan.source, release: subject.id });
      return [world.tags.get(subject.release.plan.tag)?.release === subject.id ? done : failed];
    default:
      return [world.hasFaults && random.chance(0.04) ? failed : done];
  }
}

function claim(world: World, subject: Subject, step: Step, attempt: number): readonly ReleaseEvent[] {
  const of = { v: 1, step: step.id, attempt } as const;
  const environment = step.environment ?? '';
  const services = [...subject.release.plan.services];
  const holders = holdersOf(world.record, environment, services, subject.id);
  if (holders.length > 0)
    return [
      {
        ...of,
        type: 'step.pending',
        handle: { waitingFor: [...holders] },
        lookAgainAt: world.now + 2_000,
        note: 'Waits.',
      },
    ];
  appendProject(world, { v: 1, type: 'services.claimed', release: subject.id, environment, services });
  return [{ ...of, type: 'step.succeeded', result: null }];
}

function deploy(
  world: World,
  subject: Subject,
  step: Step,
  attempt: number,
  isResumed: boolean,
): readonly ReleaseEvent[] {
  const { random } = world;
  const of = { v: 1, step: step.id, attempt } as const;
  const key = `${subject.id}/${step.id}/${attempt}`;
  const known = world.deployments.get(key);
  if (isResumed && world.hasFaults && random.chance(0.1))
    return [{ ...of, type: 'step.unknown', why: 'It cannot be asked.' }];
  const isAbandoned =
    isResumed && known === undefined && subject.release.rollback?.status === 'running' && step.undoes === null;
  if (isAbandoned) return [{ ...of, type: 'step.failed', problem: { code: 'ABANDONED', message: 'Not started.' } }];
  if (known === undefined) {
    const version = step.params.version === null ? null : String(step.params.version);
    world.deployments.set(key, { target: `${step.environment}/${step.service}`, version, ended: null });
  }
  return [
    { ...of, type: 'step.pending', handle: { key }, lookAgainAt: world.now + random.int(1, 3) * 500, note: null },
  ];
}

function verify(world: World, subject: Subject, step: Step, attempt: number): readonly ReleaseEvent[] {
  const of = { v: 1, step: step.id, attempt } as const;
  const target = `${step.environment}/${step.service}`;
  const intended = step.params.version === null ? null : String(step.params.version);
  const observed = world.running.get(target) ?? null;
  if (world.sick.has(target) || observed !== intended)
    return [{ ...of, type: 'step.failed', problem: { code: 'UNHEALTHY', message: 'It is not well.' } }];
  const service = step.service ?? '';
  const environment = step.environment ?? '';
  appendProject(world, {
    v: 1,
    type: 'service.ran',
    release: subject.id,
    environment,
    service,
    version: observed,
    commit: null,
  });
  return [
    { v: 1, type: 'service.observed', environment, service, intended, observed },
    { ...of, type: 'step.succeeded', result: null },
  ];
}

/** Looks at a pending step once. */
function poll(world: World, subject: Subject, step: Step, run: Run): void {
  const of = { v: 1, step: run.step, attempt: run.attempt } as const;
  if (step.kind === 'claim-services')
    for (const event of claim(world, subject, step, run.attempt)) append(world, subject, event);
  if (step.kind === 'watch-service' && world.sick.has(`${step.environment}/${step.service}`)) {
    append(world, subject, { ...of, type: 'step.failed', problem: { code: 'UNHEALTHY', message: 'It fell ill.' } });
  }
  if (step.kind !== 'deploy') return;
  const deployment = world.deployments.get(`${subject.id}/${step.id}/${run.attempt}`);
  if (deployment?.ended === 'success') append(world, subject, { ...of, type: 'step.succeeded', result: null });
  if (deployment?.ended === 'failure')
    append(world, subject, {
      ...of,
      type: 'step.failed',
      problem: { code: 'DEPLOYMENT_FAILED', message: 'The target said no.' },
    });
}

/** The deploy target goes on by itself: one deployment in progress ends, well or badly. */
export function targetMoves(world: World): void {
  const open = [...world.deployments.values()].filter((deployment) => deployment.ended === null);
  if (open.length === 0) return;
  const deployment = world.random.pick(open);
  const isGood = !world.hasFaults || !world.random.chance(0.1);
  deployment.ended = isGood ? 'success' : 'failure';
  if (isGood || world.random.chance(0.3)) world.running.set(deployment.target, deployment.version);
  if (isGood && world.hasFaults && world.random.chance(0.1)) world.sick.add(deployment.target);
  else world.sick.delete(deployment.target);
}
