import { fillPlaceholders } from '#domain/placeholders.ts';
import type { DatadogConfig } from '#domain/project/datadog-config.ts';
import type { MetricWindow } from '#ports/monitor.ts';
import { plainName } from '../plain-name.ts';

type Query = { readonly value: string; readonly requests: string | null };

/** The metric queries of a metric, by configuration or by the usual names; null where there are none of this name. */
export function datadogQuery(config: DatadogConfig, window: MetricWindow): Query | null {
  const own = Object.hasOwn(config.queries, window.metric) ? config.queries[window.metric] : undefined;
  const query = own ?? builtIn(config, window);
  if (query === null) return null;
  const values = {
    service: tagValue(window.service),
    environment: tagValue(window.environment),
    version: tagValue(window.version),
  };
  const fill = (text: string): string => {
    const filled = fillPlaceholders(text, values);
    return filled.kind === 'filled' ? filled.text : text;
  };
  return { value: fill(query.value), requests: query.requests == null ? null : fill(query.requests) };
}

function builtIn(config: DatadogConfig, { metric, step }: MetricWindow): Query | null {
  const { tags, durations, saturation } = config;
  // Datadog keeps metrics of the last hours at ten seconds a point.
  const seconds = Math.max(10, Math.round(step / 1_000));
  const count = (name: string): string => `sum:${name}{${tags}}.as_count().rollup(sum, ${seconds})`;
  const requests = count(config.requests);
  const share = `default_zero(${count(config.errors)}) / ${requests}`;
  const quantile = (name: string): string => `${name}:${durations}{${tags}}.rollup(avg, ${seconds})`;
  switch (metric) {
    case 'error-rate':
      return { value: share, requests };
    case 'success-rate':
      return { value: `1 - ${share}`, requests };
    case 'latency-p95':
      return { value: quantile('p95'), requests };
    case 'latency-p99':
      return { value: quantile('p99'), requests };
    case 'saturation':
      return saturation === undefined
        ? null
        : { value: `max:${saturation}{${tags}}.rollup(max, ${seconds})`, requests: null };
    default:
      return null;
  }
}

/** A name as Datadog keeps it in a tag: in small letters, and with underscores for what tags cannot have. */
function tagValue(text: string): string {
  return plainName(text).replace(/[+@]/g, '_').toLowerCase();
}
