import { describe, expect, it } from 'vitest';
import { createLane } from '#adapters/slack/lane.ts';
import { createHeldClock } from '#test/support/held-clock.ts';

describe('createLane', () => {
  it('lets a burst through, then one call each interval', async () => {
    const clock = createHeldClock();
    const lane = createLane({ interval: 100, burst: 2 }, { clock, patience: 10_000 });
    const start = clock.now();
    const times: number[] = [];
    const turns = Array.from({ length: 4 }, () => lane.take().then(() => times.push(clock.now() - start)));
    await clock.advance(1_000);
    await Promise.all(turns);
    expect(times).toEqual([0, 0, 100, 200]);
  });

  it('has a full burst again after a rest', async () => {
    const clock = createHeldClock();
    const lane = createLane({ interval: 100, burst: 2 }, { clock, patience: 0 });
    await lane.take();
    await lane.take();
    expect(await lane.take()).toMatchObject({ kind: 'too_long' });
    await clock.advance(1_000);
    expect(await lane.take()).toEqual({ kind: 'go' });
    expect(await lane.take()).toEqual({ kind: 'go' });
  });

  it('lets nothing through in a pause and no burst after it, not even those already waiting', async () => {
    const clock = createHeldClock();
    const lane = createLane({ interval: 100, burst: 3 }, { clock, patience: 10_000 });
    const start = clock.now();
    const times: number[] = [];
    await Promise.all([lane.take(), lane.take(), lane.take()]);
    const turns = Array.from({ length: 3 }, () => lane.take().then(() => times.push(clock.now() - start)));
    lane.pause(start + 500);
    await clock.advance(2_000);
    await Promise.all(turns);
    expect(times).toEqual([500, 600, 700]);
  });

  it('answers at once, without taking a turn, when the wait would exceed its patience', async () => {
    const clock = createHeldClock();
    const lane = createLane({ interval: 100, burst: 1 }, { clock, patience: 50 });
    lane.pause(clock.now() + 60);
    expect(await lane.take()).toEqual({ kind: 'too_long', until: clock.now() + 60 });
    await clock.advance(60);
    expect(await lane.take()).toEqual({ kind: 'go' });
  });
});
