import type { ReleaseId, StepId } from '#domain/ids.ts';
import type { Step } from '#domain/plan/step.ts';
import { decide } from '#domain/release/decide.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import type { Release } from '#domain/release/release.ts';
import { stateOf, stepOf } from '#domain/release/step-of.ts';
import type { LeaseStore } from '#ports/log-store.ts';
import type { Queue } from '#ports/queue.ts';
import { jobIds } from '../job-ids.ts';
import { releaseLogName } from '../release-log.ts';
import type { Boundary } from './boundary.ts';
import { lookAtStep } from './look-at-step.ts';
import { outcomeEvents } from './outcome-events.ts';
import type { StepDefinition, StepPorts } from './step-definition.ts';
import { withLease } from './with-lease.ts';

export type RunStepPorts = {
  readonly world: StepPorts;
  readonly leases: LeaseStore;
  readonly queue: Queue;
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

/**
 * Takes one look at one step: starts it, probes it after a death, or polls it. Does nothing when the log says it is not due or another
 * worker holds it, so a doubled or late job changes nothing.
 */
export function createRunStep(ports: RunStepPorts): RunStep {
  return async ({ release: id, step: stepId, attempt }) => {
    const log = releaseLogName(id);
    await withLease(ports, log, `step-${stepId}`, async (fence, signal) => {
      const release = await ports.world.releases.get(id);
      const step = stepOf(release, stepId);
      if (step === null || !isDue(release, step, attempt, ports.world.clock.now())) return;
      const started = await startStep(ports, release, step, attempt, fence);
      if (started === null) return;
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
      const again = await recordOutcome(
        ports,
        id,
        step,
        attempt,
        (current) => outcomeEvents(current, step, attempt, outcome, ports.world.clock.now()),
        fence,
      );
      await ports.boundary('after-record', { id: stepId, kind: step.kind });
      if (again && outcome.kind === 'pending') {
        await ports.queue.enqueue(
          { name: 'run-step', release: id, step: stepId, attempt },
          { id: jobIds.runStep(id, stepId, attempt), delay: outcome.lookAgainIn },
        );
      } else {
        await ports.queue.enqueue({ name: 'advance', release: id }, { id: jobIds.advance(id) });
      }
    });
  };
}

function isDue(release: Release, step: Step, attempt: number, now: number): boolean {
  const decision = decide(release, now);
  return [...decision.start, ...decision.poll, ...decision.inFlight].some(
    (run) => run.step === step.id && run.attempt === attempt,
  );
}

/** Writes down that the step starts (again) before anything is done. Null when somebody else wrote first. */
async function startStep(
  ports: RunStepPorts,
  release: Release,
  step: Step,
  attempt: number,
  fence: { lease: string; token: string },
): Promise<Release | null> {
  const state = stateOf(release, step.id);
  if (state.status === 'pending') return release;
  const event: ReleaseEvent =
    state.status === 'running'
      ? { v: 1, type: 'step.resumed', step: step.id, attempt, worker: ports.worker }
      : { v: 1, type: 'step.started', step: step.id, attempt, worker: ports.worker };
  const outcome = await ports.world.releases.record(release.id, release, [event], fence);
  if (outcome.kind === 'recorded') return outcome.release;
  if (outcome.kind === 'conflict')
    await ports.queue.enqueue({ name: 'advance', release: release.id }, { id: jobIds.advance(release.id) });
  return null;
}

/** Appends the outcome behind whatever happened meanwhile. True when nothing new was to be recorded. */
async function recordOutcome(
  ports: RunStepPorts,
  id: ReleaseId,
  step: Step,
  attempt: number,
  choose: (release: Release) => readonly ReleaseEvent[],
  fence: { lease: string; token: string },
): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    const current = await ports.world.releases.get(id);
    if (stateOf(current, step.id).attempt !== attempt) return false;
    const events = choose(current);
    if (events.length === 0) return true;
    const outcome = await ports.world.releases.record(id, current, events, fence);
    if (outcome.kind === 'recorded') return false;
    if (outcome.kind === 'fenced') return false;
  }
  return false;
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
