import { describe, expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import { createAskForRender } from '#operations/ask-for-render.ts';

const shop = { id: ReleaseId.parse('rel-00000000shop'), seq: 1 };
const other = { id: ReleaseId.parse('rel-0000000other'), seq: 1 };

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
    expect(asked).toEqual([{ release: shop.id, due: 10_000 }]);
  });

  it('become one a pause later when many are asked for in a row', async () => {
    const { ask, asked, clock } = setUp();
    for (let seq = 1; seq <= 20; seq += 1) {
      await ask({ ...shop, seq });
      clock.at += 10;
    }
    expect(asked.map(({ due }) => due)).toEqual([10_000, 10_250]);
  });

  it('always include one that is due after the last event', async () => {
    const { ask, asked, clock } = setUp();
    for (const [index, wait] of [0, 3, 200, 46, 1, 1, 249, 250, 251, 1_000, 7].entries()) {
      clock.at += wait;
      await ask({ ...shop, seq: index + 1 });
      expect(asked.at(-1)?.due).toBeGreaterThanOrEqual(clock.at);
    }
  });

  it('come again for a release to which nothing happened only after half a minute', async () => {
    const { ask, asked, clock } = setUp();
    for (let sweep = 0; sweep < 7; sweep += 1) {
      await ask(shop);
      clock.at += 5_000;
    }
    expect(asked.map(({ due }) => due)).toEqual([10_000, 40_000]);
  });

  it('come at once for an event that a drawing to come has not been asked for', async () => {
    const { ask, asked, clock } = setUp();
    await ask(shop);
    clock.at += 10;
    await ask({ ...shop, seq: 2 });
    await ask({ ...shop, seq: 3 });
    clock.at += 5_000;
    await ask({ ...shop, seq: 3 });
    await ask({ ...shop, seq: 4 });
    expect(asked.map(({ due }) => due)).toEqual([10_000, 10_250, 15_010]);
  });

  it('of one release never wait for those of another', async () => {
    const { ask, asked } = setUp();
    await ask(shop);
    await ask(other);
    expect(asked).toEqual([
      { release: shop.id, due: 10_000 },
      { release: other.id, due: 10_000 },
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
