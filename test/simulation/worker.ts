import { StepId } from '#domain/ids.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { count } from './counts.ts';
import type { Look } from './outcomes.ts';
import { lookAgain, lookAtStep } from './simulated-steps.ts';
import { append, appendProject, type Busy, goesWrong, report, type Subject, type World } from './world.ts';

type Run = { readonly step: StepId; readonly attempt: number };

/** Carries out what `decide` asks for, as advance and the workers do: records, starts, polls. */
export function advance(world: World, subject: Subject): void {
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const decision = world.rules.decide(subject.release, world.now);
    if (decision.record.length === 0) {
      closeIfEnded(world, subject);
      const runs = [...decision.start, ...decision.poll, ...decision.inFlight];
      for (const run of runs) takeUp(world, subject, run);
      return;
    }
    for (const event of decision.record) append(world, subject, event);
  }
  report(world, 'reaches-an-end', `${subject.id} records events without end`);
}

function closeIfEnded(world: World, subject: Subject): void {
  const ending = subject.release.ending;
  if (ending === null) return;
  const isListedOpen = world.record.releases.some((one) => one.id === subject.id && one.closed === null);
  if (isListedOpen || [...world.record.claims.values()].includes(subject.id)) {
    appendProject(world, { v: 1, type: 'release.closed', release: subject.id, ending: ending.kind });
  }
}

/** A worker takes the step under its lease: starts or resumes it, or polls it at once. A step that is held is left alone. */
function takeUp(world: World, subject: Subject, run: Run): void {
  const state = stateOf(subject.release, run.step);
  const step = stepOf(subject.release, run.step);
  if (subject.workers.has(run.step) || state.attempt !== run.attempt || step === null) return;
  if (state.status === 'pending') {
    poll(world, subject, { step, attempt: run.attempt });
    return;
  }
  const ofStep = { v: 1, step: run.step, attempt: run.attempt, worker: 'machine/1' } as const;
  append(world, subject, { ...ofStep, type: state.status === 'running' ? 'step.resumed' : 'step.started' });
  subject.workers.set(run.step, { step: run.step, attempt: run.attempt });
}

/** One more look at a pending step, by a worker who may die before it or with the outcome in hand. */
function poll(world: World, subject: Subject, look: Look): void {
  const { deaths } = world.temperament;
  if (goesWrong(world, deaths)) return;
  const events = lookAgain(world, subject, look);
  if (goesWrong(world, deaths)) world.ghosts.push({ subject, attempt: look.attempt, events });
  else for (const event of events) append(world, subject, event);
}

/** Lets one busy worker make its move: act and record, or die before, in between, or with the outcome in hand. */
export function work(world: World, subject: Subject, busy: Busy): void {
  const { temperament } = world;
  const step = stepOf(subject.release, StepId.parse(busy.step));
  subject.workers.delete(busy.step);
  if (step === null || goesWrong(world, temperament.deaths)) return;
  const state = stateOf(subject.release, step.id);
  if (state.status !== 'running' || state.attempt !== busy.attempt) return;
  const events = lookAtStep(world, subject, { step, attempt: busy.attempt, isResumed: state.isResumed });
  if (goesWrong(world, temperament.deaths)) {
    world.ghosts.push({ subject, attempt: busy.attempt, events });
    return;
  }
  for (const event of events) append(world, subject, event);
}

/**
 * A worker taken for dead comes back and writes what it had. Its lease is gone, so the store would refuse it; here it gets through wherever
 * another attempt has begun, and must change nothing.
 */
export function haunt(world: World): void {
  const isOld = ({ subject, attempt, events }: World['ghosts'][number]): boolean =>
    events.some((event) => 'step' in event && stateOf(subject.release, event.step).attempt > attempt);
  const index = world.ghosts.findIndex(isOld);
  const [ghost] = index < 0 ? [] : world.ghosts.splice(index, 1);
  for (const event of ghost?.events ?? []) {
    if (ghost === undefined || !('step' in event)) continue;
    const before = stateOf(ghost.subject.release, event.step);
    append(world, ghost.subject, event);
    count(world.counts, 'late result of an older attempt');
    if (stateOf(ghost.subject.release, event.step) !== before)
      report(world, 'replay-gives-the-same-state', `${event.step} took a result of attempt ${ghost.attempt}`);
  }
}
