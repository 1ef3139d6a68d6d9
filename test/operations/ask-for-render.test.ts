import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import { createAskForRender } from '#operations/ask-for-render.ts';

const shop = ReleaseId.parse('rel-00000000shop');
const other = ReleaseId.parse('rel-0000000other');

function setUp() {
  const clock = { at: 10_000, now: () => clock.at, sleep: async () => undefined };
  const asked: { release: string; due: number }[] = [];
  const queue = {
    isAway: false,
    async enqueue(job: { name: string }, { delay = 0 }: { delay?: number }) {
      if (queue.isAway) throw new Error('away');
      if ('release' in job) asked.push({ release: String(job.release), due: clock.at + delay });
    },
  };
  return { clock, asked, queue, ask: createAskForRender({ queue, clock }) };
}

describe('drawings that are asked for', () => {
  it('come at once when none was asked for lately', async () => {
    const { ask, asked } = setUp();
    await ask(shop);
    expect(asked).toEqual([{ release: shop, due: 10_000 }]);
  });

  it('become one a pause later when many are asked for in a row', async () => {
    const { ask, asked, clock } = setUp();
    for (let event = 0; event < 20; event += 1) {
      await ask(shop);
      clock.at += 10;
    }
    expect(asked.map(({ due }) => due)).toEqual([10_000, 10_250]);
  });

  it('always include one that is due after the last event', async () => {
    const { ask, asked, clock } = setUp();
    for (const wait of [0, 3, 200, 46, 1, 1, 249, 250, 251, 1_000, 7]) {
      clock.at += wait;
      await ask(shop);
      expect(asked.at(-1)?.due).toBeGreaterThanOrEqual(clock.at);
    }
  });

  it('of one release never wait for those of another', async () => {
    const { ask, asked } = setUp();
    await ask(shop);
    await ask(other);
    expect(asked).toEqual([
      { release: shop, due: 10_000 },
      { release: other, due: 10_000 },
    ]);
  });

  it('are asked for again when the queue did not take them', async () => {
    const { ask, asked, queue } = setUp();
    queue.isAway = true;
    await expect(ask(shop)).rejects.toThrow('away');
    queue.isAway = false;
    await ask(shop);
    expect(asked).toHaveLength(1);
  });
});
