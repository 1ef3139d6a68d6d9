import { z } from 'zod';
import { judgeMetric, type MetricVerdict } from '#domain/analysis/judge-metric.ts';
import { type Limit, parseLimit } from '#domain/analysis/limit.ts';
import { type BuiltInMetric, builtInMetrics, type Metric } from '#domain/analysis/metric.ts';
import type { Series } from '#domain/analysis/series.ts';
import type { Millis } from '#domain/ids.ts';
import type { PlannedAnalysis } from '#domain/project/monitor.ts';
import type { Measurement, Monitors } from '#ports/monitor.ts';

/** What is judged, where and when. */
export type AnalysisSubject = {
  readonly analysis: PlannedAnalysis;
  readonly service: string;
  readonly environment: string;
  readonly version: string;
  readonly previous: string;
  /** Whether the old version runs beside the new one, so that both are measured at the same time. */
  readonly isBeside: boolean;
  readonly from: Millis;
  /** When the old version began to be left, which is where the time before ends. */
  readonly before: Millis;
  readonly now: Millis;
  /** Points that were kept of monitors that only tell the value as of now. */
  readonly kept: KeptPoints;
};

/** Points by metric and side, oldest first. */
export const KeptPoints = z.record(
  z.string(),
  z.array(z.object({ at: z.number(), value: z.number(), requests: z.number().nullable() })),
);
export type KeptPoints = Readonly<Record<string, Series>>;

/** More of the past is not judged. */
const mostKept = 40;

export type MeasuredLimits = {
  /** One for each limit, in their order. */
  readonly verdicts: readonly MetricVerdict[];
  /** Why something could not be measured, once each. */
  readonly problems: readonly string[];
  readonly kept: KeptPoints;
};

/** The limits that were broken, as they were written. */
export function brokenLimits(limits: readonly string[], { verdicts }: MeasuredLimits): readonly string[] {
  return limits.filter((_, index) => verdicts[index]?.verdict === 'fail');
}

const shortestBaseline = 20 * 60_000;

/** Measures both sides of every limit, each metric once, and judges them. What cannot be measured is not enough data, with the reason beside it. */
export async function measureLimits(
  { monitors }: { readonly monitors: Monitors },
  subject: AnalysisSubject,
): Promise<MeasuredLimits> {
  const problems = new Set<string>();
  const kept: Record<string, Series> = {};
  const asked = new Map<string, Promise<Series>>();
  const take = (metric: string, side: 'current' | 'baseline'): Promise<Series> => {
    const key = `${metric} ${side}`;
    const known = asked.get(key) ?? ask(metric, side);
    asked.set(key, known);
    return known;
  };
  const ask = async (metric: string, side: 'current' | 'baseline'): Promise<Series> => {
    const measured = await measure(monitors, subject, metric, side);
    if (measured.kind === 'series') return measured.series;
    if (measured.kind === 'point') {
      const key = `${metric} ${side}`;
      kept[key] = [...(subject.kept[key] ?? []), ...measured.series].slice(-mostKept);
      return kept[key];
    }
    problems.add(measured.why);
    return [];
  };
  const verdicts: MetricVerdict[] = [];
  const limits = subject.analysis.limits.map(parseLimit);
  const compared = new Set(
    limits.flatMap((one) => (one.kind === 'limit' && one.limit.kind !== 'absolute' ? [one.limit.metric] : [])),
  );
  for (const parsed of limits) {
    if (parsed.kind === 'invalid') {
      problems.add(parsed.why);
      continue;
    }
    const { limit } = parsed;
    const current = await take(limit.metric, 'current');
    const baseline = compared.has(limit.metric)
      ? await take(limit.metric, 'baseline')
      : await glance(monitors, subject, limit.metric);
    verdicts.push(judgeMetric(metricOf(limit), limit, { current, baseline }));
  }
  return { verdicts, problems: [...problems], kept };
}

/**
 * What was usual, for a limit that compares with nothing: it is only shown beside the value. Asked where a call costs nothing, and nothing is
 * said where there is none.
 */
async function glance(monitors: Monitors, subject: AnalysisSubject, metric: string): Promise<Series | null> {
  const { kind } = subject.analysis.monitor;
  if (kind !== 'prometheus' && kind !== 'json') return null;
  const measured = await measure(monitors, subject, metric, 'baseline');
  return measured.kind === 'unavailable' ? null : measured.series;
}

function measure(
  monitors: Monitors,
  { analysis, service, environment, version, previous, isBeside, from, before, now }: AnalysisSubject,
  metric: string,
  side: 'current' | 'baseline',
): Promise<Measurement> {
  const step = analysis.interval;
  const common = { metric, service, environment, step };
  const monitor = monitors.of(analysis.monitor);
  if (side === 'current') return monitor.measure({ ...common, version, from, to: now });
  if (isBeside) return monitor.measure({ ...common, version: previous, from, to: now });
  const length = Math.max(shortestBaseline, now - from);
  return monitor.measure({ ...common, version: previous, from: before - length, to: before });
}

/** A metric of one's own is worse in the direction its limit forbids. */
function metricOf(limit: Limit): Metric {
  if (Object.hasOwn(builtInMetrics, limit.metric)) return builtInMetrics[limit.metric as BuiltInMetric];
  const worse = limit.kind === 'absolute' && !limit.above ? 'lower' : 'higher';
  return { name: limit.metric, unit: 'count', worse, tolerance: 0, relativeTolerance: 0.2, requestsPerPoint: 0 };
}
