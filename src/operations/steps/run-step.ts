import type { Millis, ReleaseId, StepId } from '#domain/ids.ts';
import type { Step } from '#domain/plan/step.ts';
import { decide } from '#domain/release/decide.ts';
import type { StepRun } from '#domain/release/decision.ts';
import { isTakenBack } from '#domain/release/ending-due.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import { withLookDue } from '#domain/release/with-look-due.ts';
import type { Fence, LeaseStore } from '#ports/log-store.ts';
import type { Queue } from '#ports/queue.ts';
import type { Advance } from '../advance.ts';
import { jobIds } from '../job-ids.ts';
import { createRecentMap, type RecentMap } from '../recent-map.ts';
import { type RecordOutcome, releaseLogName } from '../release-log.ts';
import type { Boundary } from './boundary.ts';
import { type LookOutcome, lookAtStep } from './look-at-step.ts';
import { outcomeEvents } from './outcome-events.ts';
import type { StepDefinition, StepPorts } from './step-definition.ts';
import { type Held, withLease } from './with-lease.ts';

export type RunStepPorts = {
  readonly world: StepPorts;
  readonly leases: LeaseStore;
  readonly queue: Queue;
  readonly advance: Advance;
  readonly steps: ReadonlyMap<string, StepDefinition>;
  readonly boundary: Boundary;
  /** This worker's name in the log. */
  readonly worker: string;
  /** Milliseconds after which a silent worker is taken for dead. */
  readonly leaseTtl: number;
  readonly reportBug: (error: unknown, what: string) => void;
};

export type RunStep = (request: {
  readonly release: ReleaseId;
  readonly step: StepId;
  readonly attempt: number;
  /** Looks at a pending step before its time. */
  readonly early?: true;
}) => Promise<void>;

/** One step's turn in a job, and the release as it was when the turn came. */
type Turn = { readonly release: Release; readonly run: StepRun; readonly isEarly: boolean };

type Engine = RunStepPorts & {
  /**
   * When this process has the next look at a pending step enqueued for, by the id of its job. Until then a job that comes by another way, such
   * as the sweep's, is one look too many: each would go on to looks of its own, and platforms limit the calls.
   */
  readonly nextLooks: RecentMap<string, Millis>;
};

/** A look that comes this much before its time is the one that was enqueued. */
const tolerance = 100;

/** What is to be done after a turn. */
type Next =
  /** `release` as the turn left it in the log; null when the log must be read again. */
  | { readonly kind: 'advance'; readonly release: Release | null }
  | { readonly kind: 'look-again'; readonly in: number }
  /** Another worker holds the step, or will look at it in time. */
  | { readonly kind: 'leave' };

/** A step that is looked at already is looked at early right after: what was seen may be older than what asked for it. */
const holderTime = 1_000;

/** A job goes on with the step that comes next for this long, in milliseconds; then that gets a job of its own and others a chance. */
const stretch = 1_000;

/**
 * Takes one look at one step: starts it, probes it after a death, or polls it; then goes on with the step that may start next. Does nothing
 * when another worker holds the step; finds out what is due instead when this one is not, so a doubled or late job changes nothing.
 */
export function createRunStep(ports: RunStepPorts): RunStep {
  const { clock, releases } = ports.world;
  const engine: Engine = { ...ports, nextLooks: createRecentMap(5_000) };
  return async ({ release: id, step, attempt, early }) => {
    const until = clock.now() + stretch;
    const givenBack: Promise<void>[] = [];
    let turn: Turn | null = { release: await releases.get(id), run: { step, attempt }, isEarly: early === true };
    while (turn !== null) {
      const { result: next, released }: Held<Next> = await takeTurn(engine, turn);
      givenBack.push(released);
      turn = await nextTurn(engine, turn, next, released, clock.now() < until);
    }
    await Promise.all(givenBack);
  };
}

async function takeTurn(ports: Engine, { isEarly, release, run }: Turn): Promise<Held<Next>> {
  const step = stepOf(release, run.step);
  const now = ports.world.clock.now();
  if (step === null || !isDue(release, step, run.attempt, now, isEarly))
    return { result: { kind: 'advance', release }, released: Promise.resolve() };
  if (!isEarly && isForeseen(ports, release, run, now))
    return { result: { kind: 'leave' }, released: Promise.resolve() };
  const held = await withLease(
    ports,
    { log: releaseLogName(release.id), lease: `step-${step.id}` },
    (fence) => startStep(ports, { release, run, isEarly }, step, fence),
    async (start, fence, signal): Promise<Next> =>
      start.kind === 'recorded'
        ? look(ports, start.release, step, run.attempt, fence, signal)
        : { kind: 'advance', release: null },
  );
  return held ?? { result: { kind: 'leave' }, released: Promise.resolve() };
}

/** Whether this process has the next look at the pending step enqueued already. */
function isForeseen({ nextLooks }: Engine, release: Release, { attempt, step }: StepRun, now: Millis): boolean {
  if (stateOf(release, step).status !== 'pending') return false;
  const at = nextLooks.get(jobIds.runStep(release.id, step, attempt)) ?? 0;
  return now < at - tolerance;
}

/** The release moves on while the lease is given back, unless the log or the lease must be asked how things stand. */
async function nextTurn(
  ports: Engine,
  { isEarly, release: { id }, run }: Turn,
  next: Next,
  released: Promise<void>,
  mayGoOn: boolean,
): Promise<Turn | null> {
  if (next.kind === 'leave') {
    if (isEarly) await lookEarlyAgain(ports, id, run);
    return null;
  }
  if (next.kind === 'advance' && next.release !== null)
    return inTime(await ports.advance(id, { known: next.release, keepFirst: mayGoOn }));
  await released;
  if (next.kind === 'advance') return inTime(await ports.advance(id, { keepFirst: mayGoOn }));
  // The look in time is enqueued already.
  if (isEarly) return null;
  await lookAgain(ports, id, run, next.in);
  return null;
}

async function lookAgain(
  { nextLooks, queue, world }: Engine,
  id: ReleaseId,
  run: StepRun,
  delay: Millis,
): Promise<void> {
  const job = jobIds.runStep(id, run.step, run.attempt);
  const at = world.clock.now() + delay;
  await queue.enqueue({ name: 'run-step', release: id, ...run }, { id: job, delay });
  nextLooks.set(job, at);
}

function inTime(next: Awaited<ReturnType<Advance>>): Turn | null {
  return next === null ? null : { ...next, isEarly: false };
}

async function lookEarlyAgain({ queue }: RunStepPorts, id: ReleaseId, { attempt, step }: StepRun): Promise<void> {
  await queue.enqueue(
    { name: 'run-step', release: id, step, attempt, early: true },
    { id: jobIds.earlyLook(id, step, attempt), delay: holderTime },
  );
}

async function look(
  ports: RunStepPorts,
  started: Release,
  step: Step,
  attempt: number,
  fence: Fence,
  signal: AbortSignal,
): Promise<Next> {
  const { id } = started;
  const context = {
    release: id,
    step,
    attempt,
    key: `${id}/${step.id}/${attempt}`,
    signal,
    startedAt: startOf(started, step, ports.world.clock.now()),
    isTakenBack: isTakenBack(started, step),
    startedOn: () => machinesOf(ports, id, step.id, attempt),
  };
  await ports.boundary('before-effect', { id: step.id, kind: step.kind });
  const outcome = await lookAtStep(ports, started, step, context);
  await ports.boundary('after-effect', { id: step.id, kind: step.kind });
  const next = await recordOutcome(ports, started, step, attempt, outcome, fence);
  await ports.boundary('after-record', { id: step.id, kind: step.kind });
  return next;
}

/** Early, only a look at a pending step is due: nothing is started and nothing is found dead before its time. */
function isDue(release: Release, step: Step, attempt: number, now: number, isEarly: boolean): boolean {
  const decision = decide(isEarly ? withLookDue(release, step.id, now) : release, now);
  const due = isEarly ? decision.poll : [...decision.start, ...decision.poll, ...decision.inFlight];
  return due.some((run) => run.step === step.id && run.attempt === attempt);
}

/** Writes down that the step starts (again) before anything is done. A pending step is only read again: it may have ended meanwhile. */
async function startStep(
  { world, worker }: RunStepPorts,
  { isEarly, release, run: { attempt } }: Turn,
  step: Step,
  fence: Fence,
): Promise<RecordOutcome> {
  const { status } = stateOf(release, step.id);
  if (status === 'pending') {
    const current = await world.releases.get(release.id);
    const isStillDue = isDue(current, step, attempt, world.clock.now(), isEarly);
    return isStillDue ? { kind: 'recorded', release: current } : { kind: 'conflict' };
  }
  const type = status === 'running' ? 'step.resumed' : 'step.started';
  return world.releases.record(release.id, release, [{ v: 1, type, step: step.id, attempt, worker }], fence);
}

/** Appends the outcome behind whatever happened since the start. An outcome that tells nothing new is not written. */
async function recordOutcome(
  ports: RunStepPorts,
  started: Release,
  step: Step,
  attempt: number,
  outcome: LookOutcome,
  fence: Fence,
): Promise<Next> {
  const { clock, releases } = ports.world;
  let current = started;
  for (let tries = 0; tries < 50; tries += 1) {
    if (stateOf(current, step.id).attempt !== attempt) break;
    const events = outcomeEvents(current, step, attempt, outcome, clock.now());
    if (events.length === 0 && outcome.kind === 'pending') return { kind: 'look-again', in: outcome.lookAgainIn };
    if (events.length === 0) break;
    const recorded = await releases.record(started.id, current, events, fence);
    if (recorded.kind === 'recorded') return { kind: 'advance', release: recorded.release };
    if (recorded.kind === 'fenced') break;
    current = await releases.get(started.id);
  }
  return { kind: 'advance', release: null };
}

function startOf(release: Release, step: Step, now: number): number {
  const state = stateOf(release, step.id);
  return 'startedAt' in state ? state.startedAt : now;
}

/** The machine is the first part of a worker's name, `machine/pid`. */
async function machinesOf(
  ports: RunStepPorts,
  id: ReleaseId,
  step: StepId,
  attempt: number,
): Promise<readonly string[]> {
  const events = await ports.world.releases.events(id);
  const machines = events.flatMap(({ body }) =>
    (body.type === 'step.started' || body.type === 'step.resumed') && body.step === step && body.attempt === attempt
      ? [body.worker.split('/')[0] ?? '']
      : [],
  );
  return [...new Set(machines)];
}
