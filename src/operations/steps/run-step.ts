import type { ReleaseId, StepId } from '#domain/ids.ts';
import type { Step } from '#domain/plan/step.ts';
import { decide } from '#domain/release/decide.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import type { Fence, LeaseStore } from '#ports/log-store.ts';
import type { Queue } from '#ports/queue.ts';
import type { Advance } from '../advance.ts';
import { jobIds } from '../job-ids.ts';
import { type RecordOutcome, releaseLogName } from '../release-log.ts';
import type { Boundary } from './boundary.ts';
import { type LookOutcome, lookAtStep } from './look-at-step.ts';
import { outcomeEvents } from './outcome-events.ts';
import type { StepDefinition, StepPorts } from './step-definition.ts';
import { withLease } from './with-lease.ts';

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
}) => Promise<void>;

/** What is to be done after a look, once its outcome is in the log. */
type Next =
  /** `release` as the look left it; null when the log must be read again. */
  | { readonly kind: 'advance'; readonly release: Release | null }
  | { readonly kind: 'look-again'; readonly in: number }
  /** The work belongs to somebody else. */
  | { readonly kind: 'leave' };

type StepRequest = Parameters<RunStep>[0];

/**
 * Takes one look at one step: starts it, probes it after a death, or polls it, and moves the release on. Does nothing when another worker
 * holds the step; finds out what is due instead when this one is not, so a doubled or late job changes nothing.
 */
export function createRunStep(ports: RunStepPorts): RunStep {
  return async (request) => {
    const { release: id, step, attempt } = request;
    const held = await withLease(
      ports,
      { log: releaseLogName(id), lease: `step-${step}` },
      () => ports.world.releases.get(id),
      (release, fence, signal) => look(ports, release, request, fence, signal),
    );
    if (held === null) return;
    const { result: next, released } = held;
    if (next.kind === 'advance' && next.release !== null) {
      await Promise.all([released, ports.advance(id, next.release)]);
      return;
    }
    await released;
    if (next.kind === 'advance') await ports.advance(id);
    if (next.kind === 'look-again')
      await ports.queue.enqueue(
        { name: 'run-step', ...request },
        { id: jobIds.runStep(id, step, attempt), delay: next.in },
      );
  };
}

async function look(
  ports: RunStepPorts,
  release: Release,
  { step: stepId, attempt }: StepRequest,
  fence: Fence,
  signal: AbortSignal,
): Promise<Next> {
  const { id } = release;
  const step = stepOf(release, stepId);
  if (step === null || !isDue(release, step, attempt, ports.world.clock.now()))
    return { kind: 'advance', release: null };
  const start = await startStep(ports, release, step, attempt, fence);
  if (start.kind !== 'recorded')
    return start.kind === 'conflict' ? { kind: 'advance', release: null } : { kind: 'leave' };
  const started = start.release;
  const context = {
    release: id,
    step,
    attempt,
    key: `${id}/${stepId}/${attempt}`,
    signal,
    startedAt: startOf(started, step, ports.world.clock.now()),
    startedOn: () => machinesOf(ports, id, stepId, attempt),
  };
  await ports.boundary('before-effect', { id: stepId, kind: step.kind });
  const outcome = await lookAtStep(ports, started, step, context);
  await ports.boundary('after-effect', { id: stepId, kind: step.kind });
  const next = await recordOutcome(ports, started, step, attempt, outcome, fence);
  await ports.boundary('after-record', { id: stepId, kind: step.kind });
  return next;
}

function isDue(release: Release, step: Step, attempt: number, now: number): boolean {
  const decision = decide(release, now);
  return [...decision.start, ...decision.poll, ...decision.inFlight].some(
    (run) => run.step === step.id && run.attempt === attempt,
  );
}

/** Writes down that the step starts (again) before anything is done. */
async function startStep(
  ports: RunStepPorts,
  release: Release,
  step: Step,
  attempt: number,
  fence: Fence,
): Promise<RecordOutcome> {
  const { status } = stateOf(release, step.id);
  if (status === 'pending') return { kind: 'recorded', release };
  const type = status === 'running' ? 'step.resumed' : 'step.started';
  return ports.world.releases.record(
    release.id,
    release,
    [{ v: 1, type, step: step.id, attempt, worker: ports.worker }],
    fence,
  );
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
