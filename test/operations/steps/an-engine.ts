import type { StepId } from '#domain/ids.ts';
import type { Job } from '#domain/job.ts';
import { decide } from '#domain/release/decide.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { createAdvance } from '#operations/advance.ts';
import { createProjectLog } from '#operations/project-log.ts';
import { createReleaseLog } from '#operations/release-log.ts';
import { noBoundary } from '#operations/steps/boundary.ts';
import { createRunStep } from '#operations/steps/run-step.ts';
import type { StepDefinition, StepOutcome } from '#operations/steps/step-definition.ts';
import { createMemoryLeaseStore } from '#test/support/memory-lease-store.ts';
import { createMemoryLogStore } from '#test/support/memory-log-store.ts';
import { createMemoryQueue } from '#test/support/memory-queue.ts';
import { proposeNoop } from '../../../bench/engine/propose-noop.ts';

export const { id, event } = proposeNoop(1, 3);
export const [first, second, third] = (event.type === 'release.proposed' ? event.plan.steps : []).map(
  (step) => step.id,
) as [StepId, StepId, StepId];
export const done: StepOutcome = { kind: 'succeeded', result: null };

/** An engine in memory on a release, of three steps in a row unless another is given, each of which does what `run` says. */
export async function startEngine(
  run: (step: StepId) => Promise<StepOutcome> | StepOutcome = () => done,
  proposal: ReleaseEvent = event,
) {
  if (proposal.type !== 'release.proposed') throw new TypeError(`A release begins with no ${proposal.type}.`);
  const { release: id, plan } = proposal;
  const clock = { at: 1_000, now: () => clock.at, sleep: async () => undefined };
  const leases = createMemoryLeaseStore(() => clock.at);
  const store = createMemoryLogStore(leases);
  const queue = createMemoryQueue();
  const releases = createReleaseLog({ store, clock });
  const projects = createProjectLog({ store, clock });
  const step: StepDefinition = {
    kind: 'noop',
    probe: async () => ({ kind: 'not-done' }),
    run: async (_ports, _params, context) => run(context.step.id),
    poll: async (_ports, _params, _handle, context) => run(context.step.id),
  };
  const nobody = {} as never;
  const outside = {
    git: nobody,
    forges: nobody,
    deployers: nobody,
    health: nobody,
    monitors: nobody,
    runner: nobody,
    buildFiles: nobody,
  };
  const advance = createAdvance({ releases, projects, leases, queue, clock });
  const runStep = createRunStep({
    world: { ...outside, clock, projects, releases },
    advance,
    leases,
    queue,
    steps: new Map(plan.steps.map(({ kind }) => [kind, step])),
    boundary: noBoundary,
    worker: 'machine/1',
    leaseTtl: 3_000,
    reportBug: (error) => {
      throw error;
    },
  });
  await releases.record(id, null, [proposal]);
  return {
    clock,
    leases,
    releases,
    /** Does everything that is due without waiting for a time, until nothing is. */
    async settle(): Promise<void> {
      for (;;) {
        await advance(id);
        const { start, poll } = decide(await releases.get(id), clock.at);
        if (start.length + poll.length === 0) return;
        for (const { step: of, attempt } of [...start, ...poll]) await runStep({ release: id, step: of, attempt });
      }
    },
    runStep: (of: StepId, attempt = 1) => runStep({ release: id, step: of, attempt }),
    lookEarly: (of: StepId) => runStep({ release: id, step: of, attempt: 1, early: true }),
    jobs: (): readonly Job[] => queue.jobs(),
    enqueued: () =>
      queue.jobs().flatMap((job) => (job.name === 'run-step' ? [job.step] : job.name === 'advance' ? ['advance'] : [])),
    statuses: async () => {
      const release = await releases.get(id);
      return [first, second, third].map((of) => stateOf(release, of).status);
    },
  };
}
