import type { MetricVerdict } from '#domain/analysis/judge-metric.ts';
import { type BuiltInMetric, builtInMetrics } from '#domain/analysis/metric.ts';
import type { MeasuredLimits } from './measure-limits.ts';

const verdictWords = { pass: 'passes', fail: 'fails', not_enough_data: 'not enough data yet' } as const;

/** What an analysis says, one sentence for each limit: the value, what it is compared with, the limit and the verdict. */
export function analysisWords(limits: readonly string[], { verdicts, problems }: MeasuredLimits): string {
  const told = verdicts.map((verdict, index) => {
    const baseline = verdict.baseline === null ? '' : `, baseline ${valueText(verdict, verdict.baseline)}`;
    const value = verdict.value === null ? 'no value' : valueText(verdict, verdict.value);
    return `${verdict.metric} ${value}${baseline}, limit ${limits[index] ?? ''}: ${verdictWords[verdict.verdict]}.`;
  });
  return [...told, ...problems].join(' ') || 'Nothing was measured.';
}

function valueText({ metric }: MetricVerdict, value: number): string {
  const unit = Object.hasOwn(builtInMetrics, metric) ? builtInMetrics[metric as BuiltInMetric].unit : 'count';
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`;
  if (unit === 'seconds') return value < 10 ? `${Math.round(value * 1_000)} ms` : `${value.toFixed(1)} s`;
  return value.toPrecision(3).replace(/\.0+$/, '');
}
