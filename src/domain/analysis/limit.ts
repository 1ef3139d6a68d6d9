import { type BuiltInMetric, builtInMetrics } from './metric.ts';

/** What a metric must not do. */
export type Limit =
  /** `error-rate > 5%`, `latency-p95 > 300ms`: a value of its own. */
  | { readonly kind: 'absolute'; readonly metric: string; readonly above: boolean; readonly value: number }
  /** `latency-p95 > 2x`, `error-rate > 50% degradation`: so many times the baseline. */
  | { readonly kind: 'relative'; readonly metric: string; readonly times: number }
  /** `error-rate worse`: worse than the baseline beyond what chance explains. */
  | { readonly kind: 'statistical'; readonly metric: string };

/** A limit that was read, or the rule it breaks as a sentence. */
export type ParsedLimit =
  | { readonly kind: 'limit'; readonly limit: Limit }
  | { readonly kind: 'invalid'; readonly why: string };

const shape = /^([a-z][a-z0-9-]*)\s*(?:(worse)|([<>])\s*(\d+(?:\.\d+)?)\s*(%\s*degradation|%|x|ms|s)?)$/;

/**
 * Reads a limit as people write it: `error-rate > 5%`, `success-rate < 99%`, `latency-p95 > 300ms`, `latency-p95 > 2x`,
 * `latency-p95 > 50% degradation`, `error-rate worse`. Shares become fractions and times seconds.
 */
export function parseLimit(text: string): ParsedLimit {
  const match = shape.exec(text.trim().toLowerCase());
  if (match === null)
    return invalid(`"${text}" is not a limit. Write it like error-rate > 5%, latency-p95 > 2x or error-rate worse.`);
  const [, metric = '', worse, sign, number = '0', unit = ''] = match;
  if (worse !== undefined) return { kind: 'limit', limit: { kind: 'statistical', metric } };
  const value = Number(number);
  const isDegradation = unit.endsWith('degradation');
  if (unit === 'x' || isDegradation) {
    if (sign !== '>') return invalid(`"${text}" compares with the baseline, so it is written with >.`);
    const times = isDegradation ? 1 + value / 100 : value;
    if (times <= 1) return invalid(`"${text}" would stop a release that is no worse than the baseline.`);
    return { kind: 'limit', limit: { kind: 'relative', metric, times } };
  }
  const above = sign === '>';
  const worseWhen = Object.hasOwn(builtInMetrics, metric) ? builtInMetrics[metric as BuiltInMetric].worse : null;
  if (worseWhen !== null && (worseWhen === 'higher') !== above)
    return invalid(`"${text}" would stop a release for being well: ${metric} is worse when it is ${worseWhen}.`);
  return { kind: 'limit', limit: { kind: 'absolute', metric, above, value: value * (scale[unit] ?? 1) } };
}

const scale: Readonly<Record<string, number>> = { '%': 0.01, ms: 0.001, s: 1, '': 1 };

function invalid(why: string): ParsedLimit {
  return { kind: 'invalid', why };
}
