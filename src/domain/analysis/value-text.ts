import { type BuiltInMetric, builtInMetrics } from './metric.ts';

/** A value of a metric with its unit as people write it: `0.4 %`, `310 ms`, `12.5 s`; a metric of one's own as a plain number. */
export function valueText(metric: string, value: number): string {
  const unit = Object.hasOwn(builtInMetrics, metric) ? builtInMetrics[metric as BuiltInMetric].unit : 'count';
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`;
  if (unit === 'seconds') return value < 10 ? `${Math.round(value * 1_000)} ms` : `${value.toFixed(1)} s`;
  return value.toPrecision(3).replace(/\.0+$/, '');
}
