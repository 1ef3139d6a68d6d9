import { fillPlaceholders } from '#domain/placeholders.ts';
import type { JsonMonitorConfig } from '#domain/project/monitor.ts';
import type { Measurement, MetricWindow, Monitor } from '#ports/monitor.ts';
import { bearerOf } from '../http/bearer.ts';
import { boundedFetch, type Fetch } from '../http/bounded-fetch.ts';

const readLimit = 1_048_576;

/** Asks an address that answers JSON for the value of a metric as of now. A value may be a number or a text that is one. */
export function createJsonMonitor(
  config: JsonMonitorConfig,
  options: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly now: () => number;
    readonly fetch?: Fetch;
    readonly timeout?: number;
  },
): Monitor {
  const { timeout = 10_000 } = options;
  return {
    async measure(window) {
      const bearer = bearerOf(config.tokenEnv, options.environment);
      if (bearer.kind === 'missing') return { kind: 'unavailable', why: bearer.why };
      const url = addressOf(config, window);
      const answer = await boundedFetch(
        { method: 'GET', url, headers: bearer.headers, timeout, limit: readLimit },
        options.fetch,
      );
      if (answer.kind === 'no_answer') return { kind: 'unavailable', why: `The monitor ${answer.why}.` };
      if (answer.status !== 200) return { kind: 'unavailable', why: `The monitor answered ${answer.status}.` };
      return pointOf(config, answer.text, options.now());
    },
    check: async () => ({ ok: true }),
  };
}

function addressOf({ url }: JsonMonitorConfig, { metric, service, environment, version }: MetricWindow): string {
  const values = { metric, service, environment, version };
  const encoded = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, encodeURIComponent(text)]));
  const filled = fillPlaceholders(url, encoded);
  return filled.kind === 'filled' ? filled.text : url;
}

function pointOf(config: JsonMonitorConfig, text: string, at: number): Measurement {
  const body = parsed(text);
  const value = numberAt(body, config.value);
  if (value === null)
    return { kind: 'unavailable', why: `The answer of the monitor has no number at ${config.value}.` };
  const requests = config.requests === undefined ? null : numberAt(body, config.requests);
  return { kind: 'point', series: [{ at, value, requests }] };
}

function numberAt(body: unknown, path: string): number | null {
  let at: unknown = body;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  const number = typeof at === 'number' ? at : typeof at === 'string' && at.trim() !== '' ? Number(at) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
