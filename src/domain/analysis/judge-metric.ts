import { gatherPoints } from './gather-points.ts';
import type { Limit } from './limit.ts';
import { mannWhitney } from './mann-whitney.ts';
import type { Metric } from './metric.ts';
import { meanOf, medianOf, requestsIn, type Series, valuesOf } from './series.ts';

/** How sure the analysis has to be. */
export type Care = {
  /** Points in a row that must fail. One bad minute stops nothing. */
  readonly failingPoints: number;
  /** Points each side needs before anything is compared. */
  readonly points: number;
  /** One-sided probability below which a difference counts as no chance. */
  readonly alpha: number;
};

/** The usual care: by it fewer than one in a hundred healthy hours is stopped (`npm run bench -- analysis`). */
export const usualCare: Care = { failingPoints: 3, points: 8, alpha: 0.001 };

/** What became of one metric under one limit. Values are in the metric's unit; null where there is none. */
export type MetricVerdict = {
  readonly verdict: 'pass' | 'fail' | 'not_enough_data';
  readonly metric: string;
  readonly value: number | null;
  readonly baseline: number | null;
  /** The value from which on it fails, where that is one value. */
  readonly limit: number | null;
  /** Points in a row, up to now, that break the limit. */
  readonly failing: number;
  /** What is missing, for `not_enough_data`. */
  readonly missing: 'points' | 'requests' | 'baseline' | null;
  /** How many more of them are needed, on the side that has fewer; null where that is no number. */
  readonly lacking: number | null;
};

/**
 * Judges a metric of the new version against a limit, with what ran before as `baseline` (null where there is none). Fails only when the
 * last `failingPoints` points, or looks, break the limit one after the other. A difference that nobody would mind is never a failure,
 * however sure it is; and where a difference that people do mind could not be seen yet, the verdict is `not_enough_data` and not `pass`.
 */
export function judgeMetric(
  metric: Metric,
  limit: Limit,
  sides: { readonly current: Series; readonly baseline: Series | null },
  care: Care = usualCare,
): MetricVerdict {
  const current = gatherPoints(sides.current, metric);
  const baseline = sides.baseline === null ? null : gatherPoints(sides.baseline, metric);
  const shown = {
    metric: metric.name,
    value: current.length === 0 ? null : meanOf(current.slice(-care.failingPoints)),
    baseline: baseline === null || baseline.length === 0 ? null : meanOf(baseline),
  };
  const open = (missing: MetricVerdict['missing'], lacking: number | null = null): MetricVerdict => {
    return { ...shown, verdict: 'not_enough_data', limit: null, failing: 0, missing, lacking };
  };
  const decided = (failing: number, at: number | null): MetricVerdict => {
    return {
      ...shown,
      verdict: failing >= care.failingPoints ? 'fail' : 'pass',
      limit: at,
      failing,
      missing: null,
      lacking: null,
    };
  };

  if (limit.kind === 'absolute') {
    if (current.length < care.failingPoints) return open('points', care.failingPoints - current.length);
    return decided(
      failingRun(current, ({ value }) => (limit.above ? value > limit.value : value < limit.value)),
      limit.value,
    );
  }
  if (baseline === null) return open('baseline');
  const fewest = Math.min(current.length, baseline.length);
  if (fewest < care.points) return open('points', care.points - fewest);
  if (limit.kind === 'relative') {
    const usual = medianOf(valuesOf(baseline));
    const at = metric.worse === 'higher' ? usual * limit.times : usual / limit.times;
    return decided(
      failingRun(current, ({ value }) => breaks(metric, value, at) && isMinded(metric, value, usual)),
      at,
    );
  }
  const failing = failingLooks(metric, current, baseline, care);
  const unseen = requestsToSee(metric, current, baseline);
  if (failing < care.failingPoints && unseen > 0) return open('requests', unseen);
  return decided(failing, null);
}

function breaks({ worse }: Metric, value: number, limit: number): boolean {
  return worse === 'higher' ? value > limit : value < limit;
}

/** Whether a change is large enough for anybody to mind. */
function isMinded({ worse, tolerance, relativeTolerance }: Metric, value: number, usual: number): boolean {
  const change = worse === 'higher' ? value - usual : usual - value;
  return change > tolerance && change > relativeTolerance * Math.abs(usual);
}

/** Points at the end that break the limit one after the other. */
function failingRun(series: Series, isBroken: (point: Series[number]) => boolean): number {
  let run = 0;
  while (run < series.length && isBroken(series[series.length - 1 - run] as Series[number])) run += 1;
  return run;
}

/** Looks at the end, one for each point, at which everything up to it was worse beyond chance, and minded. At most as many as are asked for. */
function failingLooks(metric: Metric, current: Series, baseline: Series, care: Care): number {
  let failing = 0;
  for (; failing < care.failingPoints; failing += 1) {
    const until = current[current.length - 1 - failing]?.at ?? 0;
    const ours = current.filter(({ at }) => at <= until);
    const theirs = baseline.filter(({ at }) => at <= until);
    const [worse, better] = metric.worse === 'higher' ? [ours, theirs] : [theirs, ours];
    const { p } = mannWhitney(valuesOf(worse), valuesOf(better));
    if (p >= care.alpha || !isMinded(metric, meanOf(ours), meanOf(theirs))) break;
  }
  return failing;
}

/** z for one chance in a thousand of a false alarm, and for one in twenty of missing a difference. */
const certainty = (3.09 + 1.645) ** 2;
/** A share that has gone up by this much must be seen. */
const mindedShare = 0.03;

/** Requests that are missing until a difference that people mind would have shown (two proportions, normal approximation); 0 where it would have. */
function requestsToSee({ unit }: Metric, current: Series, baseline: Series): number {
  const [ours, theirs] = [requestsIn(current), requestsIn(baseline)];
  if (unit !== 'share' || ours === null || theirs === null) return 0;
  const usual = Math.min(0.5, Math.max(0.002, meanOf(baseline)));
  const worse = Math.min(0.97, usual + mindedShare);
  const needed = (certainty * (usual * (1 - usual) + worse * (1 - worse))) / mindedShare ** 2;
  return Math.max(0, Math.ceil(needed - Math.min(ours, theirs)));
}
