import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney, upperTail } from '#domain/analysis/mann-whitney.ts';

const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 });

describe('the Mann-Whitney U test', () => {
  it('gives the statistic and the probability that SciPy gives for its own example', () => {
    const { u, p } = mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12]);
    expect(u).toBe(17);
    expect(p).toBeCloseTo(0.0556734, 6);
  });

  it('counts pairs, ties by half', () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const pairs = first.flatMap((a) => second.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
        const counted = pairs.reduce<number>((sum, one) => sum + one, 0);
        expect(mannWhitney(first, second).u).toBeCloseTo(counted, 9);
      }),
    );
  });

  it('gives both sides all pairs together', () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const both = mannWhitney(first, second).u + mannWhitney(second, first).u;
        expect(both).toBeCloseTo(first.length * second.length, 9);
      }),
    );
  });

  it.each([
    [[], [1, 2]],
    [[1], [2, 3]],
    [
      [5, 5, 5],
      [5, 5, 5],
    ],
  ])('finds nothing unlikely in %j against %j', (first, second) => {
    expect(mannWhitney(first, second).p).toBe(1);
  });

  it('takes about five in a hundred of equal sides for different at five in a hundred', () => {
    let state = 1;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const side = () => Array.from({ length: 30 }, random);
    const found = Array.from({ length: 2_000 }, () => mannWhitney(side(), side()).p < 0.05).filter(Boolean).length;
    expect(found / 2_000).toBeGreaterThan(0.035);
    expect(found / 2_000).toBeLessThan(0.065);
  });
});

it.each([
  [0, 0.5],
  [1.959964, 0.025],
  [3.090232, 0.001],
  [-1.644854, 0.95],
])('the share of a normal distribution above %d is %d', (z, share) => {
  expect(upperTail(z)).toBeCloseTo(share, 6);
});
