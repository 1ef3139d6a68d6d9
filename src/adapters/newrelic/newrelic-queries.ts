import { fillPlaceholders } from '#domain/placeholders.ts';
import type { NewrelicConfig } from '#domain/project/newrelic-config.ts';
import type { MetricWindow } from '#ports/monitor.ts';
import { plainName } from '../plain-name.ts';

/** Buckets one NRQL answer has at most. */
const mostBuckets = 366;

/** The NRQL of a metric, by configuration or by the usual names, over the window; null where there is none of this name. */
export function newrelicQuery(config: NewrelicConfig, window: MetricWindow): string | null {
  const own = Object.hasOwn(config.queries, window.metric) ? config.queries[window.metric] : undefined;
  const query = own ?? builtIn(config, window.metric);
  if (query === null) return null;
  const { service, environment, version } = window;
  const values = { service: plainName(service), environment: plainName(environment), version: plainName(version) };
  const filled = fillPlaceholders(query, values);
  return `${filled.kind === 'filled' ? filled.text : query} ${over(window)}`;
}

function builtIn({ requests, where, errors, duration }: NewrelicConfig, metric: string): string | null {
  const from = `, count(*) AS 'requests' FROM ${requests} WHERE ${where}`;
  const failed = `filter(count(*), WHERE ${errors}) / count(*)`;
  switch (metric) {
    case 'error-rate':
      return `SELECT ${failed} AS 'value'${from}`;
    case 'success-rate':
      return `SELECT 1 - ${failed} AS 'value'${from}`;
    case 'latency-p95':
      return `SELECT percentile(${duration}, 95) AS 'value'${from}`;
    case 'latency-p99':
      return `SELECT percentile(${duration}, 99) AS 'value'${from}`;
    default:
      return null;
  }
}

/** Times are milliseconds of the epoch, which NRQL takes as they are. */
function over({ from, to, step }: MetricWindow): string {
  const seconds = Math.max(1, Math.round(step / 1_000));
  const since = Math.max(from, to - seconds * 1_000 * mostBuckets);
  return `TIMESERIES ${seconds} SECONDS SINCE ${Math.floor(since)} UNTIL ${Math.ceil(to)}`;
}
