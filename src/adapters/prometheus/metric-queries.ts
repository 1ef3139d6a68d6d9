import { fillPlaceholders } from '#domain/placeholders.ts';
import type { MetricQuery, PrometheusConfig } from '#domain/project/monitor.ts';
import type { MetricWindow } from '#ports/monitor.ts';

/** The PromQL of a metric, by configuration or by the usual names; null where there is none of this name. */
export function metricQuery(config: PrometheusConfig, window: MetricWindow): MetricQuery | null {
  const own = Object.hasOwn(config.queries, window.metric) ? config.queries[window.metric] : undefined;
  const query = own ?? builtIn(config, window);
  if (query === null) return null;
  const { service, environment, version } = window;
  const fill = (text: string): string => {
    const values = { service: quoted(service), environment: quoted(environment), version: quoted(version) };
    const filled = fillPlaceholders(text, values);
    return filled.kind === 'filled' ? filled.text : text;
  };
  return {
    value: fill(query.value),
    ...(query.requests === undefined ? {} : { requests: fill(query.requests) }),
  };
}

function builtIn(config: PrometheusConfig, { metric, step }: MetricWindow): MetricQuery | null {
  const { selector, errors, durations } = config;
  // A rate over less than two scrapes is none.
  const range = `[${Math.max(15, Math.round(step / 1_000))}s]`;
  const all = `sum(rate(${config.requests}{${selector}}${range}))`;
  const failed = `(sum(rate(${config.requests}{${selector},${errors}}${range})) or vector(0))`;
  const requests = `sum(increase(${config.requests}{${selector}}${range}))`;
  const quantile = (share: number): string =>
    `histogram_quantile(${share}, sum by (le) (rate(${durations}_bucket{${selector}}${range})))`;
  switch (metric) {
    case 'error-rate':
      return { value: `${failed} / ${all}`, requests };
    case 'success-rate':
      return { value: `1 - ${failed} / ${all}`, requests };
    case 'latency-p95':
      return { value: quantile(0.95), requests };
    case 'latency-p99':
      return { value: quantile(0.99), requests };
    case 'saturation':
      return { value: `max(${config.saturation}{${selector}})` };
    default:
      return null;
  }
}

/** A name inside a double-quoted PromQL string. */
function quoted(text: string): string {
  return text.replace(/[\\"]/g, '\\$&').replace(/\p{Cc}/gu, ' ');
}
