import type { ReleaseId } from '#domain/ids.ts';
import { decide } from '#domain/release/decide.ts';
import type { Decision, StepRun } from '#domain/release/decision.ts';
import type { Release } from '#domain/release/release.ts';
import { hasDeployed } from '#domain/release/step-of.ts';
import type { Clock } from '#ports/clock.ts';
import type { LeaseStore } from '#ports/log-store.ts';
import type { Queue } from '#ports/queue.ts';
import { createAskForRender } from './ask-for-render.ts';
import { createAskForWake } from './ask-for-wake.ts';
import { jobIds } from './job-ids.ts';
import type { ProjectLog } from './project-log.ts';
import { type ReleaseLog, releaseLogName } from './release-log.ts';
import type { Boundary } from './steps/boundary.ts';

export type AdvancePorts = {
  readonly releases: ReleaseLog;
  readonly projects: ProjectLog;
  readonly leases: LeaseStore;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly boundary?: Boundary;
  /** Clears away what an ended release left on this machine. Called at least once, after its end is recorded. */
  readonly tidy?: (release: Release) => Promise<void>;
};

export type AdvanceOptions = {
  /** The release as it stands in the log, where the caller has just written or read it. */
  readonly known?: Release;
  /** Hands the first step that may start to the caller, who runs it at once, instead of the queue. */
  readonly keepFirst?: boolean;
};

/** Gives the step that was kept for the caller, if any, with the release it belongs to. */
export type Advance = (
  release: ReleaseId,
  options?: AdvanceOptions,
) => Promise<{ readonly release: Release; readonly run: StepRun } | null>;

/**
 * Folds the log, asks `decide`, writes down what follows and enqueues what may start. Safe at any time, any number of times, from any
 * process: it is what the sweep calls when a job was lost.
 */
export function createAdvance(ports: AdvancePorts): Advance {
  const askForRender = createAskForRender(ports);
  const askForWake = createAskForWake(ports);
  return async (id, { known, keepFirst = false } = {}) => {
    const { release, decision } = await settle(ports, known ?? (await ports.releases.get(id)));
    if (release.ending !== null) {
      await closeRelease(ports.projects, release);
      await ports.tidy?.(release);
    }
    const kept = keepFirst ? decision.start[0] : undefined;
    const due = [...decision.start, ...decision.poll, ...(await abandoned(ports, id, decision))];
    const runs = due
      .filter((run) => run !== kept)
      .map(({ step, attempt }) =>
        ports.queue.enqueue(
          { name: 'run-step', release: id, step, attempt },
          { id: jobIds.runStep(id, step, attempt) },
        ),
      );
    await Promise.all([...runs, askForWake(id, decision.wakeAt), askForRender(release)]);
    return kept === undefined ? null : { release, run: kept };
  };
}

/** Records what follows from the state until nothing does. */
async function settle(ports: AdvancePorts, known: Release): Promise<{ release: Release; decision: Decision }> {
  for (let release = known; ; ) {
    const decision = decide(release, ports.clock.now());
    if (decision.record.length === 0) return { release, decision };
    const outcome = await ports.releases.record(release.id, release, decision.record);
    for (const { type } of decision.record) await ports.boundary?.('after-record', { id: type, kind: 'advance' });
    release = outcome.kind === 'recorded' ? outcome.release : await ports.releases.get(release.id);
  }
}

/** Steps in flight that nobody holds: their worker died. */
async function abandoned(ports: AdvancePorts, id: ReleaseId, decision: Decision): Promise<Decision['inFlight']> {
  const held = await Promise.all(
    decision.inFlight.map((run) => ports.leases.isHeld(releaseLogName(id), `step-${run.step}`)),
  );
  return decision.inFlight.filter((_, index) => held[index] !== true);
}

/** Frees what the release held. A second call finds it done. */
export async function closeRelease(projects: ProjectLog, release: Release): Promise<void> {
  const ending = release.ending;
  if (ending === null) return;
  await projects.change(release.plan.project, (record) => {
    const listed = record.releases.find((one) => one.id === release.id);
    const isHolding = [...record.claims.values()].includes(release.id);
    if (listed?.closed !== null && listed !== undefined && !isHolding) return [];
    return [{ v: 1, type: 'release.closed', release: release.id, ending: ending.kind, begun: begunBy(release) }];
  });
}

/** What the release has begun to move, by `environment/service`. */
function begunBy(release: Release): string[] {
  const { environments, services } = release.plan;
  return environments.flatMap((environment) =>
    services
      .filter((service) => hasDeployed(release, environment, service))
      .map((service) => `${environment}/${service}`),
  );
}
