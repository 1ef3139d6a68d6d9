import { expect, it } from 'vitest';
import { ReleaseId } from '#domain/ids.ts';
import { createAskForWake } from '#operations/ask-for-wake.ts';

const shop = ReleaseId.parse('rel-00000000shop');

function setUp() {
  const clock = { at: 10_000, now: () => clock.at, sleep: async () => undefined };
  const asked: { id: string; due: number }[] = [];
  const queue = {
    async enqueue(_job: unknown, { id, delay = 0 }: { id: string; delay?: number }) {
      asked.push({ id, due: clock.at + delay });
    },
  };
  return { clock, asked, ask: createAskForWake({ queue, clock }) };
}

it('wakes a release once for each time it has to be looked at', async () => {
  const { ask, asked, clock } = setUp();
  await ask(shop, null);
  await ask(shop, 60_000);
  clock.at += 5_000;
  await ask(shop, 60_000);
  await ask(shop, 20_000);
  expect(asked.map(({ due }) => due)).toEqual([60_000, 20_000]);
});

it('wakes at once for a time that has passed', async () => {
  const { ask, asked } = setUp();
  await ask(shop, 9_000);
  expect(asked.map(({ due }) => due)).toEqual([10_000]);
});

it('asks again after half a minute, under the same id, should the queue have lost it', async () => {
  const { ask, asked, clock } = setUp();
  await ask(shop, 99_000);
  clock.at += 30_000;
  await ask(shop, 99_000);
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
});
