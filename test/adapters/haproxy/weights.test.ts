import fc from 'fast-check';
import { expect, it } from 'vitest';
import { weightsAt } from '#adapters/haproxy/traffic.ts';
import { weightsFor } from '#adapters/haproxy/weights.ts';

it.each([
  [20, { side: 1, other: 1 }, { side: 1, other: 4 }],
  [50, { side: 3, other: 1 }, { side: 1, other: 3 }],
  [5, { side: 2, other: 2 }, { side: 1, other: 19 }],
  [1, { side: 1, other: 1 }, { side: 1, other: 99 }],
  [99, { side: 1, other: 1 }, { side: 99, other: 1 }],
  [1, { side: 4, other: 2 }, { side: 1, other: 198 }],
])('gives %i %% to %o by the smallest weights there are', (percent, counts, weights) => {
  expect(weightsFor(percent, counts)).toEqual(weights);
});

it('refuses a share that no weights up to 256 give', () => {
  expect(weightsFor(1, { side: 10, other: 1 })).toBeNull();
  const green = Array.from({ length: 10 }, (_each, index) => `green-${index}`);
  const place = { addresses: [], backend: 'api', servers: { blue: ['blue-1'], green } };
  expect(() => weightsAt(place, 'green', 1)).toThrow('No weights from 1 to 256 give 1 % to 10 of 11 servers.');
});

it('gives the share itself, rounded to whole percents, with weights HAProxy takes', () => {
  const count = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), count, count, (percent, side, other) => {
      const weights = weightsFor(percent, { side, other });
      if (weights === null) return;
      for (const weight of [weights.side, weights.other]) expect(weight >= 1 && weight <= 256).toBe(true);
      const own = weights.side * side;
      expect(Math.round((100 * own) / (own + weights.other * other))).toBe(percent);
    }),
  );
});

it('finds weights for every share of sides that differ by a factor of two at most', () => {
  for (let percent = 1; percent < 100; percent += 1)
    for (const [side, other] of [
      [1, 1],
      [1, 2],
      [2, 1],
      [4, 8],
      [8, 4],
    ] as const)
      expect(weightsFor(percent, { side, other })).not.toBeNull();
});
