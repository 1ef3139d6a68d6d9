import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inBeats } from '../../sandbox/in-beats.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what is done in beats', () => {
  it('is done at every beat, also after one that failed', async () => {
    const work = vi.fn(() => Promise.reject(new Error('away')));
    const timer = inBeats(1_000, work);
    await vi.advanceTimersByTimeAsync(3_000);
    clearInterval(timer);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('waits for the beat that is not done, and goes on at the next one', async () => {
    const ends: (() => void)[] = [];
    const work = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
    const timer = inBeats(1_000, work);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(work).toHaveBeenCalledTimes(1);
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(1_000);
    clearInterval(timer);
    expect(work).toHaveBeenCalledTimes(2);
  });
});
