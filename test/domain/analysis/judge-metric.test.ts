import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAll } from '#domain/analysis/judge-all.ts';
import { judgeMetric, type MetricVerdict } from '#domain/analysis/judge-metric.ts';
import { parseLimit } from '#domain/analysis/limit.ts';
import { type BuiltInMetric, builtInMetrics } from '#domain/analysis/metric.ts';
import type { Series } from '#domain/analysis/series.ts';

const series = (values: readonly number[], requests: number | null = 500): Series =>
  values.map((value, index) => ({ at: index * 60_000, value, requests }));

/** Values that go up and down a little around the middle. */
const around = (middle: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => middle * (1 + 0.05 * Math.sin(index * 2.4)));

function judged(limit: string, current: Series, baseline: Series | null = null): MetricVerdict {
  const parsed = parseLimit(limit);
  if (parsed.kind === 'invalid') throw new Error(parsed.why);
  const metric = builtInMetrics[parsed.limit.metric as BuiltInMetric];
  return judgeMetric(metric, parsed.limit, { current, baseline });
}

describe('an absolute limit', () => {
  it('fails when three points in a row break it', () => {
    const current = series([0.01, 0.06, 0.07, 0.08]);
    expect(judged('error-rate > 5%', current)).toMatchObject({ verdict: 'fail', failing: 3, limit: 0.05 });
  });

  it.each([
    ['two points in a row', [0.01, 0.01, 0.06, 0.07]],
    ['points with a good one between', [0.06, 0.07, 0.01, 0.08]],
    ['points that are over', [0.06, 0.07, 0.08, 0.01]],
  ])('passes with %s', (_, values) => {
    expect(judged('error-rate > 5%', series(values)).verdict).toBe('pass');
  });

  it('counts downwards for a metric that is worse when lower', () => {
    expect(judged('success-rate < 99%', series([0.98, 0.97, 0.96])).verdict).toBe('fail');
  });

  it('has not enough data below three points', () => {
    expect(judged('error-rate > 5%', series([0.9, 0.9]))).toMatchObject({
      verdict: 'not_enough_data',
      missing: 'points',
    });
  });

  it('gathers points of few requests instead of believing them', () => {
    const oneErrorInTen = series([0.1, 0, 0, 0, 0, 0.1, 0, 0, 0, 0, 0.1, 0, 0, 0, 0], 10);
    expect(judged('error-rate > 5%', oneErrorInTen)).toMatchObject({ verdict: 'pass', value: 0.02 });
  });
});

describe('a limit by the baseline', () => {
  it('fails when three points in a row are so many times the baseline', () => {
    const current = series([...around(0.1, 8), 0.25, 0.26, 0.27]);
    expect(judged('latency-p95 > 2x', current, series(around(0.1, 11)))).toMatchObject({ verdict: 'fail', failing: 3 });
  });

  it('passes below it', () => {
    expect(judged('latency-p95 > 2x', series(around(0.19, 11)), series(around(0.1, 11))).verdict).toBe('pass');
  });

  it('minds no change that is nothing, whatever its ratio', () => {
    const current = series(around(0.004, 11));
    expect(judged('error-rate > 2x', current, series(around(0.001, 11))).verdict).toBe('pass');
  });

  it('has not enough data without a baseline', () => {
    expect(judged('latency-p95 > 2x', series(around(0.1, 11)))).toMatchObject({
      verdict: 'not_enough_data',
      missing: 'baseline',
    });
  });
});

describe('a comparison beyond chance', () => {
  it('fails when the current side is worse for three looks', () => {
    const verdict = judged('error-rate worse', series(around(0.04, 20)), series(around(0.01, 20)));
    expect(verdict).toMatchObject({ verdict: 'fail', limit: null });
    expect(verdict.value).toBeCloseTo(0.04, 2);
    expect(verdict.baseline).toBeCloseTo(0.01, 2);
  });

  it('compares with the time before as well as with a side beside it', () => {
    const before = series(around(0.1, 20)).map((point) => ({ ...point, at: point.at - 3_600_000 }));
    expect(judged('latency-p95 worse', series(around(0.16, 20)), before).verdict).toBe('fail');
  });

  it('passes when the current side is better', () => {
    expect(judged('error-rate worse', series(around(0.01, 20)), series(around(0.04, 20))).verdict).toBe('pass');
  });

  it('passes a difference that is certain and small', () => {
    expect(judged('latency-p95 worse', series(around(0.11, 40)), series(around(0.1, 40))).verdict).toBe('pass');
  });

  it('has not enough data where so few requests could not show a difference', () => {
    const few = series(around(0.01, 60), 5);
    expect(judged('error-rate worse', few, few).verdict).toBe('not_enough_data');
  });

  it('leaves out percentiles of few requests', () => {
    const few = series(around(0.1, 60), 20);
    expect(judged('latency-p95 worse', few, few)).toMatchObject({ verdict: 'not_enough_data', missing: 'points' });
  });
});

it('fails no version beyond chance that is measured exactly like the one before', () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });
  const limits = fc.constantFrom('error-rate worse', 'latency-p95 worse', 'success-rate worse');
  fc.assert(
    fc.property(values, limits, (points, limit) => {
      const same = series(points);
      expect(judged(limit, same, same).verdict).not.toBe('fail');
    }),
    { numRuns: 1_000 },
  );
});

describe('all metrics together', () => {
  const one = (verdict: MetricVerdict['verdict']): MetricVerdict => ({
    verdict,
    metric: 'error-rate',
    value: null,
    baseline: null,
    limit: null,
    failing: 0,
    missing: null,
    lacking: null,
  });
  it.each([
    [['pass', 'pass'], 'pass', 100],
    [['pass', 'fail'], 'fail', 50],
    [['fail', 'not_enough_data'], 'fail', 0],
    [['pass', 'not_enough_data'], 'not_enough_data', 100],
    [['not_enough_data'], 'not_enough_data', null],
    [[], 'not_enough_data', null],
  ] as const)('%j are %s with a score of %s', (verdicts, verdict, score) => {
    expect(judgeAll(verdicts.map(one))).toMatchObject({ verdict, score });
  });
});
