import { describe, expect, it } from 'vitest';
import { stateOf } from '#domain/release/step-of.ts';
import type { StepOutcome } from '#operations/steps/step-definition.ts';
import { done, first, id, second, startEngine } from './an-engine.ts';

const minute = 60_000;
const pending: StepOutcome = { kind: 'pending', handle: { run: '42' }, lookAgainIn: minute };

/** A first step that is pending for a minute, until `news` says what a look at it finds. */
async function startWaiting() {
  const found: { news: StepOutcome; looks: number } = { news: pending, looks: 0 };
  const engine = await startEngine((step) => {
    if (step !== first) return done;
    found.looks += 1;
    return found.news;
  });
  await engine.runStep(first);
  return { ...engine, found };
}

describe('an early look', () => {
  it('finds what has ended, long before the time to look', async () => {
    const engine = await startWaiting();
    engine.found.news = done;
    await engine.lookEarly(first);
    expect((await engine.releases.get(id)).ending?.kind).toBe('released');
  });

  it('is what a job in time is not: that one waits for its time', async () => {
    const engine = await startWaiting();
    engine.found.news = done;
    await engine.runStep(first);
    expect(await engine.statuses()).toEqual(['pending', 'waiting', 'waiting']);
  });

  it('that finds nothing new writes nothing, starts nothing, and adds no look to the one in time', async () => {
    const engine = await startWaiting();
    const before = (await engine.releases.get(id)).seq;
    const jobs = engine.jobs();
    for (let hint = 0; hint < 5; hint += 1) await engine.lookEarly(first);
    expect(engine.found.looks).toBe(6);
    expect((await engine.releases.get(id)).seq).toBe(before);
    expect(engine.jobs()).toEqual(jobs);
    engine.clock.at += minute;
    engine.found.news = done;
    await engine.runStep(first);
    expect(await engine.statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  it('waits for a look that is under way, which may have seen what was before', async () => {
    const engine = await startWaiting();
    const lease = await engine.leases.acquire(`release/${id}`, `step-${first}`, minute);
    await engine.lookEarly(first);
    expect(engine.found.looks).toBe(1);
    expect(engine.jobs()).toContainEqual({ name: 'run-step', release: id, step: first, attempt: 1, early: true });
    await engine.leases.release(`release/${id}`, `step-${first}`, lease ?? '');
    engine.found.news = done;
    await engine.lookEarly(first);
    expect(await engine.statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  it('takes no step for dead that runs, and starts none that waits', async () => {
    const engine = await startWaiting();
    await engine.releases.record(id, await engine.releases.get(id), [
      { v: 1, type: 'step.succeeded', step: first, attempt: 1, result: null },
      { v: 1, type: 'step.started', step: second, attempt: 1, worker: 'machine/2' },
    ]);
    await engine.lookEarly(second);
    expect(stateOf(await engine.releases.get(id), second)).toMatchObject({ status: 'running', isResumed: false });
  });

  it('comes to nothing once the step has ended', async () => {
    const engine = await startWaiting();
    engine.found.news = done;
    await engine.lookEarly(first);
    const before = (await engine.releases.get(id)).seq;
    await engine.lookEarly(first);
    expect((await engine.releases.get(id)).seq).toBe(before);
    expect(engine.found.looks).toBe(2);
  });
});

describe('a look that found nothing new', () => {
  it('is followed by one in time, whatever else asks for a look before', async () => {
    const engine = await startWaiting();
    engine.clock.at += minute;
    await engine.runStep(first);
    expect(engine.found.looks).toBe(2);
    for (let sweep = 0; sweep < 5; sweep += 1) {
      engine.clock.at += 10_000;
      await engine.runStep(first);
    }
    expect(engine.found.looks).toBe(2);
    engine.clock.at += 10_000;
    await engine.runStep(first);
    expect(engine.found.looks).toBe(3);
  });

  it('keeps no early look back', async () => {
    const engine = await startWaiting();
    engine.clock.at += minute;
    await engine.runStep(first);
    engine.found.news = done;
    await engine.lookEarly(first);
    expect(await engine.statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });
});
