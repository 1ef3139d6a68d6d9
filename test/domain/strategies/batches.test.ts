import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchCount, Stage } from '#domain/plan/stage.ts';
import { batchesOf, countsOf, mostBatches } from '#domain/strategies/batches.ts';

const batches = [25, 50, 100];

const rows = (batchSize: number, instances: number) =>
  batchesOf({ batches, batchSize }, { instances }).map((stage) =>
    stage.kind === 'instances' ? [stage.percent, stage.count, stage.of] : stage.kind,
  );

describe('batches of a number of instances', () => {
  it.each([
    ['of 2 in 7', 2, 7, [2, 4, 6]],
    ['of 2 in 6', 2, 6, [2, 4]],
    ['of 1 in 3', 1, 3, [1, 2]],
    ['of 3 in 4', 3, 4, [3]],
    ['of all', 4, 4, [3]],
    ['of more than there are', 9, 2, [1]],
    ['of the only one', 2, 1, []],
  ])('add up, the whole not counted: %s', (_what, size, instances, counts) => {
    expect(countsOf(size, instances)).toEqual(counts);
  });

  it('say their number, and the percent for a platform that knows none', () => {
    expect(rows(2, 7)).toEqual([
      [29, 2, 7],
      [57, 4, 7],
      [86, 6, 7],
    ]);
    expect(rows(333, 1_000)).toEqual([
      [33, 333, 1_000],
      [67, 666, 1_000],
      [99, 999, 1_000],
    ]);
  });

  it('are shares where no size was asked for, or where nobody knows how many there are', () => {
    const shares = [
      { kind: 'instances', percent: 25 },
      { kind: 'instances', percent: 50 },
    ];
    expect(batchesOf({ batches }, { instances: 7 })).toEqual(shares);
    expect(batchesOf({ batches, batchSize: 2 }, {})).toEqual(shares);
  });

  const sizes = fc
    .record({ instances: fc.integer({ min: 1, max: 10_000 }), batchSize: fc.integer({ min: 1, max: 1_000 }) })
    .filter(({ batchSize, instances }) => countsOf(batchSize, instances).length < mostBatches);

  it('add at least one instance each and never more than the size, and the last one fills up', () => {
    fc.assert(
      fc.property(sizes, ({ batchSize, instances }) => {
        const reached = [0, ...countsOf(batchSize, instances), instances];
        const added = reached.slice(1).map((count, index) => count - (reached[index] ?? 0));
        expect(Math.min(...added)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...added)).toBeLessThanOrEqual(batchSize);
        if (instances > 1) expect(added.length).toBeGreaterThan(1);
      }),
    );
  });

  it('are stages of a plan, whose percent grows with every one and is neither nothing nor all', () => {
    fc.assert(
      fc.property(sizes, ({ batchSize, instances }) => {
        const stages = batchesOf({ batches, batchSize }, { instances }).map((stage) => Stage.parse(stage));
        const percents = stages.map((stage) => ('percent' in stage ? stage.percent : 0));
        expect(percents).toEqual([...new Set(percents)].sort((one, other) => one - other));
        expect(percents.every((percent) => percent >= 1 && percent <= 99)).toBe(true);
      }),
    );
  });

  it('give back their number by the percent alone, up to a hundred instances', () => {
    const few = sizes.filter(({ instances }) => instances <= 100);
    fc.assert(
      fc.property(few, ({ batchSize, instances }) => {
        for (const stage of batchesOf({ batches, batchSize }, { instances }))
          if (stage.kind === 'instances') expect(Math.round((instances * stage.percent) / 100)).toBe(stage.count);
      }),
    );
  });
});

describe('a stage of some of the instances', () => {
  it.each([
    [{ percent: 25 }, true],
    [{ percent: 29, count: 2, of: 7 }, true],
    [{ percent: 29, count: 2 }, false],
    [{ percent: 29, of: 7 }, false],
    [{ percent: 99, count: 7, of: 7 }, false],
    [{ percent: 29, count: 0, of: 7 }, false],
  ])('%j is one: %s', (stage, isOne) => {
    expect(Stage.safeParse({ kind: 'instances', ...stage }).success).toBe(isOne);
  });
});

describe('a batch of 2 of 7 instances', () => {
  const batch = { kind: 'instances', percent: 29, count: 2, of: 7 } as const;

  it.each([
    [7, 2],
    [10, 3],
    [4, 1],
    [2, 1],
    [1, 1],
  ])('is, where there are %d by now, %d of them', (now, count) => {
    expect(batchCount(batch, now)).toBe(count);
  });

  it('is never all where there are several', () => {
    expect(batchCount({ kind: 'instances', percent: 86, count: 6, of: 7 }, 2)).toBe(1);
  });

  it('is its share of them where it was planned as one', () => {
    expect([8, 3, 2].map((now) => batchCount({ kind: 'instances', percent: 25 }, now))).toEqual([2, 1, 1]);
  });
});
