import { setTimeout as sleep } from 'node:timers/promises';
import { type BullmqQueue, createBullmqQueue } from '#adapters/bullmq/bullmq-queue.ts';
import { startBullmqWorker } from '#adapters/bullmq/bullmq-worker.ts';
import type { JobHandlers } from '#adapters/bullmq/run-job.ts';
import { connectRedis } from '#adapters/redis/connect-redis.ts';
import { createRedisLeaseStore } from '#adapters/redis/redis-lease-store.ts';
import { createRedisLogStore } from '#adapters/redis/redis-log-store.ts';
import { createRedisScratch } from '#adapters/redis/redis-scratch.ts';
import type { ReleaseId } from '#domain/ids.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { createAdvance } from '#operations/advance.ts';
import { jobIds } from '#operations/job-ids.ts';
import { createProjectLog, type ProjectLog } from '#operations/project-log.ts';
import { createReleaseLog, type ReleaseLog } from '#operations/release-log.ts';
import { createRender } from '#operations/render.ts';
import { noBoundary } from '#operations/steps/boundary.ts';
import { createRunStep } from '#operations/steps/run-step.ts';
import { createSweep } from '#operations/sweep.ts';
import type { Configuration } from '#ports/configuration.ts';
import { drawRelease } from '#templates/release/draw-release.ts';
import { systemClock } from '../../bin/compose/foundation.ts';
import { noopStep } from './noop-step.ts';
import { createQuietMessenger } from './quiet-messenger.ts';

export type Engine = {
  readonly releases: ReleaseLog;
  /** Tells the engine to look at a release, as a person's move does. */
  nudge(id: ReleaseId): Promise<void>;
  /** Hears every event as soon as it is in a log. */
  onEvent: (id: ReleaseId, event: ReleaseEvent) => void;
  readonly projects: ProjectLog;
  /** Visits every open release of the shop once, as a worker does every few seconds. */
  sweep(): Promise<void>;
  /** Resolves once no job has waited or run for half a second, with the time (of `performance`) since when. */
  rest(): Promise<number>;
  readonly drawn: { readonly posts: number; readonly updates: number };
  close(): Promise<void>;
};

/** Starts Fairlead's own queue, logs, leases and worker in this process, with steps that do nothing and a Slack that answers at once. */
export function startEngine(redisUrl: string, namespace: string): Engine {
  const clock = systemClock;
  const connect = () => connectRedis(redisUrl, 'worker');
  const redis = connect();
  const queueRedis = connect();
  const queue = createBullmqQueue(queueRedis, namespace);
  const store = createRedisLogStore(redis, namespace);
  const leases = createRedisLeaseStore(redis, namespace);
  const releases = audible(createReleaseLog({ store, clock }), (id, event) => engine.onEvent(id, event));
  const projects = createProjectLog({ store, clock });
  const messenger = createQuietMessenger();
  const advance = createAdvance({ releases, projects, leases, queue, clock });
  const runStep = createRunStep({
    world: { ...outside, clock, projects, releases },
    leases,
    queue,
    advance,
    steps: new Map([[noopStep.kind, noopStep]]),
    boundary: noBoundary,
    worker: `bench/${process.pid}`,
    leaseTtl: 3_000,
    reportBug: raise,
  });
  const scratch = createRedisScratch(redis, namespace);
  const draws = { scratch, messenger, eligibleFor: async () => new Map(), draw: drawRelease };
  const render = createRender({ releases, leases, leaseTtl: 10_000, queue, clock, ...draws });
  const worker = startBullmqWorker({
    connect,
    namespace,
    handlers: {
      ...unplanned,
      advance: (job) => advance(job.release),
      'run-step': (job) => runStep(job),
      render: (job) => render(job.release),
    },
    onFailure: ({ error }) => raise(error),
    onError: raise,
  });
  const engine: Engine = {
    releases,
    projects,
    sweep: createSweep({ ...outside, configuration, releases, projects, advance, clock, report: raise }),
    rest: () => untilIdle(queue),
    nudge: (id) => queue.enqueue({ name: 'advance', release: id }, { id: jobIds.advance(id) }),
    onEvent: () => undefined,
    drawn: messenger.counts,
    async close() {
      await worker.close({ timeoutMillis: 10_000 });
      await queue.close();
      await queueRedis.close();
      await redis.close();
    },
  };
  return engine;
}

/** A log whose every appended event is told. */
function audible(log: ReleaseLog, tell: (id: ReleaseId, event: ReleaseEvent) => void): ReleaseLog {
  return {
    ...log,
    async record(id, release, events, fence) {
      const outcome = await log.record(id, release, events, fence);
      if (outcome.kind === 'recorded') for (const event of events) tell(id, event);
      return outcome;
    },
  };
}

const configuration = { projects: () => ({ shop: {} }) } as unknown as Configuration;

/** Jobs for much later do not count; drawings that are put off for a moment do. */
async function untilIdle(queue: BullmqQueue): Promise<number> {
  for (let since: number | null = null; ; ) {
    const lanes = Object.values(await queue.counts());
    const isIdle = lanes.every(({ waiting = 0, active = 0 }) => waiting + active === 0);
    since = isIdle ? (since ?? performance.now()) : null;
    if (since !== null && performance.now() - since > 500) return since;
    await sleep(25);
  }
}

const refuse = async (): Promise<never> => {
  throw new Error('The benchmark has no such job.');
};

const unplanned: JobHandlers = {
  propose: refuse,
  'request-rollback': refuse,
  act: refuse,
  'release-plan': refuse,
  'rollback-plan': refuse,
  'release-validation': refuse,
  answer: refuse,
  advance: refuse,
  'run-step': refuse,
  'webhook-hint': refuse,
  'semantic-version': refuse,
  'changelog-generate': refuse,
  'changelog-edit': refuse,
  'version-bump': refuse,
  'release-notes': refuse,
  'tag-release': refuse,
  'edit-notes': refuse,
  render: refuse,
  'publish-home': refuse,
  'fill-notes-modal': refuse,
  'fill-release-modal': refuse,
  'fill-rollback-modal': refuse,
  sweep: async () => undefined,
};

/** No step of a benchmark touches the outside world; one that does fails at once. */
const nobody = new Proxy(
  {},
  {
    get: () => {
      throw new Error('A step of a benchmark touched the outside world.');
    },
  },
) as never;
const outside = {
  git: nobody,
  forges: nobody,
  deployers: nobody,
  health: nobody,
  monitors: nobody,
  runner: nobody,
  buildFiles: nobody,
};

/** A figure that was measured over errors is none: the first one ends the run. */
function raise(error: unknown): never {
  console.error(error);
  process.exit(1);
}
