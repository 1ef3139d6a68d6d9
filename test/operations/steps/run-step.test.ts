import { describe, expect, it } from 'vitest';
import { done, first, id, second, startEngine, third } from './an-engine.ts';

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
