import { fillPlaceholders } from '#domain/placeholders.ts';
import type { JsonMonitorConfig } from '#domain/project/monitor.ts';
import type { Measurement, MetricWindow, Monitor } from '#ports/monitor.ts';
import { bearerOf } from '../http/bearer.ts';
import type { Fetch, HttpAnswer } from '../http/bounded-fetch.ts';
import { createPatientFetch } from '../http/patient-fetch.ts';
import { parsedJson } from '../parsed-json.ts';

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
  const send = createPatientFetch(options.now, options.fetch);
  const ask = async (names: Names): Promise<HttpAnswer | { readonly kind: 'missing'; readonly why: string }> => {
    const bearer = bearerOf(config.tokenEnv, options.environment);
    if (bearer.kind === 'missing') return bearer;
    return send({ method: 'GET', url: addressOf(config, names), headers: bearer.headers, timeout, limit: readLimit });
  };
  return {
    async measure(window) {
      const answer = await ask(window);
      if (answer.kind === 'missing') return { kind: 'unavailable', why: answer.why };
      if (answer.kind === 'no_answer') return { kind: 'unavailable', why: `The monitor ${answer.why}.` };
      if (answer.status !== 200) return { kind: 'unavailable', why: `The monitor answered ${answer.status}.` };
      return pointOf(config, answer.text, options.now());
    },
    async check() {
      const answer = await ask({ metric: 'error-rate', service: 'check', environment: 'check', version: 'check' });
      if (answer.kind === 'missing') return { ok: false, why: answer.why };
      if (answer.kind === 'no_answer') return { ok: false, why: `The monitor ${answer.why}.` };
      // Nothing is known of a service that is none, so that anything but a refusal of the caller will do.
      const isRefused = answer.status === 401 || answer.status === 403 || answer.status >= 500;
      return isRefused ? { ok: false, why: `The monitor answered ${answer.status}.` } : { ok: true };
    },
  };
}

type Names = Pick<MetricWindow, 'metric' | 'service' | 'environment' | 'version'>;

function addressOf({ url }: JsonMonitorConfig, { metric, service, environment, version }: Names): string {
  const values = { metric, service, environment, version };
  const encoded = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, encodeURIComponent(text)]));
  const filled = fillPlaceholders(url, encoded);
  return filled.kind === 'filled' ? filled.text : url;
}

function pointOf(config: JsonMonitorConfig, text: string, at: number): Measurement {
  const body = parsedJson(text);
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
