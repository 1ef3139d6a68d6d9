import { describe, expect, it } from 'vitest';
import { StepId } from '#domain/ids.ts';
import type { ReleaseEvent } from '#domain/release/event.ts';
import { stateOf } from '#domain/release/step-of.ts';
import { ReleaseError } from '#errors.ts';
import { createProjectLog } from '#operations/project-log.ts';
import { createReleaseLog } from '#operations/release-log.ts';
import { noBoundary } from '#operations/steps/boundary.ts';
import { createRunStep } from '#operations/steps/run-step.ts';
import type { StepContext, StepDefinition, StepOutcome, StepPorts } from '#operations/steps/step-definition.ts';
import { aRelease, people, type Story } from '../../support/a-release.ts';
import { createMemoryLeaseStore } from '../../support/memory-lease-store.ts';
import { createMemoryLogStore } from '../../support/memory-log-store.ts';
import { planned } from '../../support/planned.ts';

type Answers = Partial<Record<'run' | 'probe' | 'poll', (context: StepContext) => Promise<unknown> | unknown>>;

const done: StepOutcome = { kind: 'succeeded', result: null };
const notDone = { kind: 'not-done' } as const;
const build = 'prepare/build';
const deploy = 'production/deploy/api';
const away = (retryAt?: number): never => {
  throw new ReleaseError('DEPLOYER_UNAVAILABLE', 'transient', 'It is away.', retryAt === undefined ? {} : { retryAt });
};

/** The engine on the log of a story; every call to a step is noted, and one that has no answer throws. */
async function anEngine(story: Story, answers: Answers, kinds?: readonly string[]) {
  const clock = { at: story.picture().now, now: () => clock.at, sleep: async () => undefined };
  const leases = createMemoryLeaseStore(() => clock.at);
  const store = createMemoryLogStore(leases);
  const releases = createReleaseLog({ store, clock });
  const log = `release/${story.release().id}`;
  for (const { at, body } of story.events()) {
    await store.append({ log, expectedSeq: (await store.read(log)).length, at, bodies: [body as never] });
  }
  const calls: string[] = [];
  const bugs: unknown[] = [];
  const jobs: { readonly name: string; readonly delay: number }[] = [];
  const call = (name: keyof Answers) => async (context: StepContext) => {
    calls.push(`${name} ${context.step.id} ${context.key.split('/').at(-1)}`);
    const answer = answers[name];
    if (answer === undefined) throw new Error(`Unplanned: ${name} of ${context.step.id}.`);
    return (await answer(context)) as StepOutcome;
  };
  const definition = (kind: string): StepDefinition => ({
    kind,
    run: (_ports, _params, context) => call('run')(context),
    probe: (_ports, _params, context) => call('probe')(context),
    poll: (_ports, _params, _handle, context) => call('poll')(context),
  });
  const all = kinds ?? story.release().plan.steps.map((step) => step.kind);
  const runStep = createRunStep({
    world: planned<StepPorts>('world', { clock, releases, projects: createProjectLog({ store, clock }) }),
    // Only what becomes of one step is looked at here, so the release is not moved on.
    advance: async () => null,
    leases,
    queue: {
      enqueue: async (job, { delay = 0 }) => void jobs.push({ name: job.name, delay }),
    },
    steps: new Map(all.map((kind) => [kind, definition(kind)])),
    boundary: noBoundary,
    worker: 'machine/2',
    leaseTtl: 3_000,
    reportBug: (error) => bugs.push(error),
  });
  const { id } = story.release();
  return {
    clock,
    leases,
    releases,
    calls,
    bugs,
    jobs,
    log,
    take: (step: string, attempt = 1) => runStep({ release: id, step: StepId.parse(step), attempt }),
    state: async (step: string) => stateOf(await releases.get(id), StepId.parse(step)),
    add: async (...events: ReleaseEvent[]) => releases.record(id, await releases.get(id), events),
    types: async () => (await releases.events(id)).map(({ body }) => body.type),
  };
}

const started = (step: string, attempt = 1): ReleaseEvent => ({
  v: 1,
  type: 'step.started',
  step: StepId.parse(step),
  attempt,
  worker: 'machine/1',
});
const goingBack: ReleaseEvent = { v: 1, type: 'rollback.started', by: people.sam, reason: 'no' };
const beforeBuild = (): Story => aRelease().run(build);
const beforeDeploy = (): Story => aRelease().run().approve(people.sam).run(deploy);

describe('one look at a step', () => {
  it('runs what was never started, without asking whether it happened', async () => {
    const engine = await anEngine(beforeBuild(), { run: () => done });
    await engine.take(build);
    expect(engine.calls).toEqual([`run ${build} 1`]);
    expect((await engine.types()).slice(-2)).toEqual(['step.started', 'step.succeeded']);
  });

  it('asks first whether it happened when a worker died over it', async () => {
    const engine = await anEngine(beforeBuild().add(started(build)), { probe: () => done });
    await engine.take(build);
    expect(engine.calls).toEqual([`probe ${build} 1`]);
    expect((await engine.types()).slice(-2)).toEqual(['step.resumed', 'step.succeeded']);
  });

  it('runs it after a death when it had not happened', async () => {
    const engine = await anEngine(beforeBuild().add(started(build)), { probe: () => notDone, run: () => done });
    await engine.take(build);
    expect(engine.calls).toEqual([`probe ${build} 1`, `run ${build} 1`]);
  });

  it('asks people when nobody can tell', async () => {
    const why = 'The command left no trace.';
    const engine = await anEngine(beforeBuild().add(started(build)), { probe: () => ({ kind: 'unknown', why }) });
    await engine.take(build);
    expect(await engine.state(build)).toMatchObject({ status: 'unknown', why });
  });

  it('asks first whether it happened when people have it run again, under a key of its own', async () => {
    const story = beforeBuild().loseTrackOf(build, 'gone');
    const engine = await anEngine(
      story.add({ v: 1, type: 'step.repeated', step: StepId.parse(build), attempt: 1, by: people.mira }),
      { probe: () => notDone, run: () => done },
    );
    await engine.take(build, 2);
    expect(engine.calls).toEqual([`probe ${build} 2`, `run ${build} 2`]);
  });

  it('ignores a job for another attempt', async () => {
    const engine = await anEngine(beforeBuild(), {});
    await engine.take(build, 2);
    expect([engine.calls, await engine.state(build)]).toEqual([
      [],
      { status: 'waiting', attempt: 1, wasStarted: false },
    ]);
  });

  it('ignores a job for a step the plan does not have, or whose turn it is not', async () => {
    const engine = await anEngine(beforeBuild(), {});
    await engine.take('moon/deploy/api');
    await engine.take(deploy);
    expect(engine.calls).toEqual([]);
  });

  it('fails a step of a kind this worker does not know', async () => {
    const engine = await anEngine(beforeBuild(), {}, ['deploy']);
    await engine.take(build);
    expect(await engine.state(build)).toMatchObject({ status: 'failed', problem: { code: 'STEP_KIND_UNKNOWN' } });
  });

  it('fails a step that threw what nobody planned, and reports the bug without showing it', async () => {
    const engine = await anEngine(beforeBuild(), { run: () => Promise.reject(new TypeError('token=secret')) });
    await engine.take(build);
    const state = await engine.state(build);
    expect(state).toMatchObject({ status: 'failed', problem: { code: 'INTERNAL' } });
    expect(JSON.stringify(state)).not.toContain('secret');
    expect(engine.bugs).toHaveLength(1);
  });

  it('fails a step at once for a fault that no other try will mend', async () => {
    const engine = await anEngine(beforeBuild(), {
      run: () => Promise.reject(new ReleaseError('DEPLOYER_FAILED', 'fatal', 'It says no.')),
    });
    await engine.take(build);
    expect(await engine.state(build)).toMatchObject({
      status: 'failed',
      problem: { code: 'DEPLOYER_FAILED', message: 'It says no.' },
    });
  });
});

describe('a transient fault', () => {
  it('is tried again later and later, then given up', async () => {
    const engine = await anEngine(beforeBuild(), { run: () => away(), probe: () => away() });
    const waits: number[] = [];
    for (let tries = 1; tries <= 10; tries += 1) {
      await engine.take(build);
      const state = await engine.state(build);
      if (state.status !== 'retrying') throw new Error(`It is ${state.status} after ${tries} tries.`);
      waits.push(state.at - engine.clock.at);
      engine.clock.at = state.at;
    }
    await engine.take(build);
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    expect(await engine.state(build)).toMatchObject({ status: 'failed', problem: { code: 'DEPLOYER_UNAVAILABLE' } });
  });

  it('is not tried again before its time', async () => {
    const engine = await anEngine(beforeBuild(), { run: () => away() });
    await engine.take(build);
    engine.clock.at += 499;
    await engine.take(build);
    expect(engine.calls).toEqual([`run ${build} 1`]);
  });

  it('waits as long as the other side asks for', async () => {
    const engine = await anEngine(beforeBuild(), { run: () => away(engine.clock.at + 90_000) });
    await engine.take(build);
    expect(await engine.state(build)).toMatchObject({ status: 'retrying', at: engine.clock.at + 90_000 });
  });

  it('while looking again keeps the handle and does not start over', async () => {
    let isAway = true;
    const engine = await anEngine(beforeDeploy(), {
      run: () => ({ kind: 'pending', handle: { id: 'd-1' }, lookAgainIn: 500 }),
      poll: () => (isAway ? away() : done),
    });
    await engine.take(deploy);
    engine.clock.at += 500;
    await engine.take(deploy);
    expect(await engine.state(deploy)).toMatchObject({ status: 'retrying', handle: { id: 'd-1' } });
    isAway = false;
    engine.clock.at += 500;
    await engine.take(deploy);
    expect(engine.calls).toEqual([`run ${deploy} 1`, `poll ${deploy} 1`, `poll ${deploy} 1`]);
    expect((await engine.state(deploy)).status).toBe('succeeded');
  });
});

describe('a step that goes on elsewhere', () => {
  const pending = (handle: unknown) => ({ kind: 'pending', handle, lookAgainIn: 500, note: 'At it.' });

  it('is looked at when its time has come, not before', async () => {
    const engine = await anEngine(beforeDeploy(), { run: () => pending({ n: 1 }), poll: () => done });
    await engine.take(deploy);
    await engine.take(deploy);
    expect(engine.calls).toEqual([`run ${deploy} 1`]);
    engine.clock.at += 500;
    await engine.take(deploy);
    expect((await engine.state(deploy)).status).toBe('succeeded');
  });

  it('is not written down again while its handle stays the same', async () => {
    const engine = await anEngine(beforeDeploy(), { run: () => pending({ n: 1 }), poll: () => pending({ n: 1 }) });
    await engine.take(deploy);
    const before = (await engine.types()).length;
    engine.clock.at += 500;
    await engine.take(deploy);
    expect((await engine.types()).length).toBe(before);
    expect(engine.jobs).toEqual([{ name: 'run-step', delay: 500 }]);
  });

  it('is written down with each new handle and the facts learnt on the way', async () => {
    const event = {
      v: 1,
      type: 'service.observed',
      environment: 'production',
      service: 'api',
      intended: '1.5.0',
      observed: '1.4.2',
    } as const;
    const engine = await anEngine(beforeDeploy(), {
      run: () => pending({ n: 1 }),
      poll: () => ({ ...pending({ n: 2 }), events: [event] }),
    });
    await engine.take(deploy);
    engine.clock.at += 500;
    await engine.take(deploy);
    expect((await engine.types()).slice(-2)).toEqual(['service.observed', 'step.pending']);
  });
});

describe('a worker that lost its right to act', () => {
  it('does nothing while another holds the step', async () => {
    const engine = await anEngine(beforeBuild(), {});
    await engine.leases.acquire(engine.log, `step-${build}`, 3_000);
    await engine.take(build);
    expect(engine.calls).toEqual([]);
  });

  it('has its result refused when its lease went to another meanwhile', async () => {
    const engine = await anEngine(beforeBuild(), {
      run: async () => {
        engine.clock.at += 3_001;
        await engine.leases.acquire(engine.log, `step-${build}`, 3_000);
        return done;
      },
    });
    await engine.take(build);
    expect((await engine.state(build)).status).toBe('running');
  });

  it('has its result ignored when people began another attempt meanwhile', async () => {
    const step = StepId.parse(build);
    const engine = await anEngine(beforeBuild(), {
      run: async () => {
        await engine.add(
          { v: 1, type: 'step.unknown', step, attempt: 1, why: 'gone' },
          { v: 1, type: 'step.repeated', step, attempt: 1, by: people.mira },
        );
        return done;
      },
    });
    await engine.take(build);
    expect(await engine.state(build)).toMatchObject({ status: 'waiting', attempt: 2 });
  });

  it('leaves a step to whoever wrote first when two start it at once', async () => {
    const engine = await anEngine(beforeBuild(), { run: () => done });
    await Promise.all([engine.take(build), engine.take(build)]);
    expect(engine.calls).toEqual([`run ${build} 1`]);
  });
});

describe('when a rollback has begun', () => {
  it('a deployment that did not happen yet is abandoned, not begun', async () => {
    const engine = await anEngine(beforeDeploy().add(started(deploy)).add(goingBack), { probe: () => notDone });
    await engine.take(deploy);
    expect(engine.calls).toEqual([`probe ${deploy} 1`]);
    expect(await engine.state(deploy)).toMatchObject({ status: 'failed', problem: { code: 'ABANDONED' } });
  });

  it('a deployment that did happen is written down, so that it is undone', async () => {
    const engine = await anEngine(beforeDeploy().add(started(deploy)).add(goingBack), { probe: () => done });
    await engine.take(deploy);
    expect((await engine.state(deploy)).status).toBe('succeeded');
  });

  it('a deployment in progress is asked after as one that is to end, and a step that undoes is not', async () => {
    const asked: unknown[] = [];
    const poll = (context: StepContext) => {
      asked.push(context.isTakenBack);
      return done;
    };
    const back = `rollback/${deploy}`;
    const pending = (step: string): ReleaseEvent => {
      const of = { v: 1, step: StepId.parse(step), attempt: 1 } as const;
      return { ...of, type: 'step.pending', handle: 'd-1', lookAgainAt: 0, note: null };
    };
    const story = beforeDeploy().add(started(deploy)).add(pending(deploy));
    await (await anEngine(story.add(goingBack), { poll })).take(deploy);
    const undoing = beforeDeploy().run('production/verify/api').add(goingBack).add(started(back)).add(pending(back));
    await (await anEngine(undoing, { poll })).take(back);
    expect(asked).toEqual([true, false]);
  });

  it('a step that undoes is run after a death like any other', async () => {
    const back = `rollback/${deploy}`;
    const story = beforeDeploy().run('production/verify/api').add(goingBack).add(started(back));
    const engine = await anEngine(story, { probe: () => notDone, run: () => done });
    await engine.take(back);
    expect(engine.calls).toEqual([`probe ${back} 1`, `run ${back} 1`]);
  });

  it('a step that waits its turn is not started', async () => {
    const engine = await anEngine(beforeDeploy().run('production/deploy/web').add(goingBack), {});
    await engine.take('production/deploy/web');
    expect(engine.calls).toEqual([]);
  });
});

describe('the machines of an attempt', () => {
  it('are those its log names, each once', async () => {
    let machines: readonly string[] = [];
    const story = beforeDeploy().add(started(deploy));
    const engine = await anEngine(story, {
      probe: async (context) => {
        machines = await context.startedOn();
        return done;
      },
    });
    await engine.take(deploy);
    expect(machines).toEqual(['machine']);
  });
});
