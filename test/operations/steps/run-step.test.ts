import { describe, expect, it } from 'vitest';
import type { StepId } from '#domain/ids.ts';
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

const { id, event } = proposeNoop(1, 3);
const [first, second, third] = (event.type === 'release.proposed' ? event.plan.steps : []).map((step) => step.id) as [
  StepId,
  StepId,
  StepId,
];
const done: StepOutcome = { kind: 'succeeded', result: null };

/** An engine in memory on a release of three steps in a row, each of which does what `run` says. */
async function startEngine(run: (step: StepId) => Promise<StepOutcome> | StepOutcome = () => done) {
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
  const runStep = createRunStep({
    world: { ...outside, clock, projects, releases },
    advance: createAdvance({ releases, projects, leases, queue, clock }),
    leases,
    queue,
    steps: new Map([['noop', step]]),
    boundary: noBoundary,
    worker: 'machine/1',
    leaseTtl: 3_000,
    reportBug: (error) => {
      throw error;
    },
  });
  await releases.record(id, null, [event]);
  return {
    clock,
    leases,
    releases,
    runStep: (of: StepId, attempt = 1) => runStep({ release: id, step: of, attempt }),
    enqueued: () =>
      queue.jobs().flatMap((job) => (job.name === 'run-step' ? [job.step] : job.name === 'advance' ? ['advance'] : [])),
    statuses: async () => {
      const release = await releases.get(id);
      return [first, second, third].map((of) => stateOf(release, of).status);
    },
  };
}

describe('a job of one step', () => {
  it('goes on with the steps that follow, until the release has ended', async () => {
    const engine = await startEngine();
    await engine.runStep(first);
    expect(await engine.statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect((await engine.releases.get(id)).ending?.kind).toBe('released');
    expect(engine.enqueued()).toEqual([]);
  });

  it('gives the step that follows a job of its own once it has gone on for a second', async () => {
    const engine = await startEngine((step) => {
      if (step === second) engine.clock.at += 1_000;
      return done;
    });
    await engine.runStep(first);
    expect(await engine.statuses()).toEqual(['succeeded', 'succeeded', 'waiting']);
    expect(engine.enqueued()).toEqual([third]);
  });

  it('gives every lease back', async () => {
    const engine = await startEngine();
    await engine.runStep(first);
    for (const step of [first, second, third])
      expect(await engine.leases.isHeld(`release/${id}`, `step-${step}`)).toBe(false);
  });

  it('stops at a step that another worker holds, and leaves no trace in its log', async () => {
    const engine = await startEngine();
    await engine.leases.acquire(`release/${id}`, `step-${second}`, 60_000);
    await engine.runStep(first);
    expect(await engine.statuses()).toEqual(['succeeded', 'waiting', 'waiting']);
    expect((await engine.releases.events(id)).some(({ body }) => 'step' in body && body.step === second)).toBe(false);
  });

  it('moves the release on when its own step is no longer due, as after a death between two steps', async () => {
    const engine = await startEngine();
    const of = { v: 1, step: first, attempt: 1 } as const;
    await engine.releases.record(id, await engine.releases.get(id), [
      { ...of, type: 'step.started', worker: 'machine/2' },
      { ...of, type: 'step.succeeded', result: null },
    ]);
    await engine.runStep(first);
    expect(await engine.statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  it('enqueues the step that its dead predecessor had gone on to, once the lease has run out', async () => {
    const engine = await startEngine();
    const started = { v: 1, type: 'step.started', attempt: 1, worker: 'machine/2' } as const;
    await engine.releases.record(id, await engine.releases.get(id), [
      { ...started, step: first },
      { v: 1, type: 'step.succeeded', step: first, attempt: 1, result: null },
      { ...started, step: second },
    ]);
    await engine.leases.acquire(`release/${id}`, `step-${second}`, 3_000);
    await engine.runStep(first);
    expect(engine.enqueued()).toEqual([]);
    engine.clock.at += 3_000;
    await engine.runStep(first);
    expect(engine.enqueued()).toEqual([second]);
    await engine.runStep(second);
    expect(await engine.statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  it('reads the log again when somebody wrote while it acted, and keeps both', async () => {
    const engine = await startEngine(async (step) => {
      if (step === first)
        await engine.releases.record(id, await engine.releases.get(id), [
          { v: 1, type: 'release.held', by: { kind: 'slack', user: 'U0MIRA' }, reason: 'Wait for lunch.' },
        ]);
      return done;
    });
    await engine.runStep(first);
    expect(await engine.statuses()).toEqual(['succeeded', 'waiting', 'waiting']);
    expect((await engine.releases.get(id)).hold?.reason).toBe('Wait for lunch.');
    expect(engine.enqueued()).toEqual([]);
  });

  it('looks again later at a step that goes on elsewhere, without writing that nothing is new', async () => {
    const engine = await startEngine(() => ({ kind: 'pending', handle: { run: 1 }, lookAgainIn: 500 }));
    await engine.runStep(first);
    expect(engine.enqueued()).toEqual(['advance']);
    engine.clock.at += 500;
    const before = (await engine.releases.events(id)).length;
    await engine.runStep(first);
    expect((await engine.releases.events(id)).length).toBe(before);
    expect(engine.enqueued()).toEqual(['advance', first]);
  });
});
