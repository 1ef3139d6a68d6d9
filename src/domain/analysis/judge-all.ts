import type { MetricVerdict } from './judge-metric.ts';

/** What all metrics together say. */
export type AnalysisVerdict = {
  readonly verdict: MetricVerdict['verdict'];
  /** 0 to 100: the share of decided metrics that pass, as Kayenta counts it; null while none is decided. */
  readonly score: number | null;
};

/** One failed metric fails all. None failed and one undecided is not enough data; all passed is a pass. Without metrics there is nothing to say. */
export function judgeAll(metrics: readonly Pick<MetricVerdict, 'verdict'>[]): AnalysisVerdict {
  const decided = metrics.filter(({ verdict }) => verdict !== 'not_enough_data');
  const passed = decided.filter(({ verdict }) => verdict === 'pass');
  const score = decided.length === 0 ? null : Math.round((100 * passed.length) / decided.length);
  const hasFailed = passed.length < decided.length;
  const isOpen = metrics.length === 0 || decided.length < metrics.length;
  return { verdict: hasFailed ? 'fail' : isOpen ? 'not_enough_data' : 'pass', score };
}
