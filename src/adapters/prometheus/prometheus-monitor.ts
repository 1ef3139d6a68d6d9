import { z } from 'zod';
import type { Point, Series } from '#domain/analysis/series.ts';
import type { PrometheusConfig } from '#domain/project/monitor.ts';
import type { Measurement, MetricWindow, Monitor } from '#ports/monitor.ts';
import { bearerOf } from '../http/bearer.ts';
import type { Fetch } from '../http/bounded-fetch.ts';
import { createPatientFetch, type PatientFetch } from '../http/patient-fetch.ts';
import { withoutSecrets } from '../http/secret-header.ts';
import { parsedJson } from '../parsed-json.ts';
import { plainSentence } from '../plain-text.ts';
import { metricQuery } from './metric-queries.ts';

/** The answer of `GET /api/v1/query_range` (Prometheus HTTP API v1), as far as it is read. */
const RangeAnswer = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
});
const Refusal = z.object({ status: z.literal('error'), error: z.string() });

const readLimit = 4_194_304;
const mostPoints = 11_000;

type Options = {
  /** Where the token is read from, at each call. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now?: () => number;
  readonly fetch?: Fetch;
  /** Milliseconds one request may take. */
  readonly timeout?: number;
};

/** Asks a Prometheus server for ranges (HTTP API v1). Several series for one metric are refused: what is meant is one version of one service. */
export function createPrometheusMonitor(config: PrometheusConfig, options: Options): Monitor {
  const send = createPatientFetch(options.now ?? Date.now, options.fetch);
  const ask = (path: string) => askPrometheus(config, options, send, path);
  return {
    async measure(window) {
      const query = metricQuery(config, window);
      if (query === null)
        return unavailable(`There is no query for ${window.metric}. Add one to the queries of the monitor.`);
      const value = await range(ask, query.value, window);
      if (value.kind === 'unavailable') return value;
      if (query.requests === undefined) return value;
      const requests = await range(ask, query.requests, window);
      if (requests.kind === 'unavailable') return requests;
      return { kind: 'series', series: withRequests(value.series, requests.series) };
    },
    async check() {
      const answer = await ask('/api/v1/status/buildinfo');
      return answer.kind === 'answer' ? { ok: true } : { ok: false, why: answer.why };
    },
  };
}

type Asked = { readonly kind: 'answer'; readonly body: unknown } | { readonly kind: 'none'; readonly why: string };

async function askPrometheus(
  config: PrometheusConfig,
  options: Options,
  send: PatientFetch,
  path: string,
): Promise<Asked> {
  const bearer = bearerOf(config.tokenEnv, options.environment);
  if (bearer.kind === 'missing') return { kind: 'none', why: bearer.why };
  const url = `${config.url.replace(/\/+$/, '')}${path}`;
  const { timeout = 10_000 } = options;
  const answer = await send({ method: 'GET', url, headers: bearer.headers, timeout, limit: readLimit });
  const where = `Prometheus at ${new URL(config.url).host}`;
  if (answer.kind === 'no_answer') return { kind: 'none', why: `${where} ${answer.why}.` };
  const body = parsedJson(answer.text);
  if (answer.status === 200) return { kind: 'answer', body };
  const refusal = Refusal.safeParse(body);
  const token = bearer.headers.authorization?.replace('Bearer ', '') ?? '';
  const why = refusal.success ? `: ${withoutSecrets(plainSentence(refusal.data.error), [token])}` : '.';
  return { kind: 'none', why: `${where} answered ${answer.status}${why}` };
}

async function range(
  ask: (path: string) => Promise<Asked>,
  query: string,
  { from, to, step }: MetricWindow,
): Promise<Exclude<Measurement, { kind: 'point' }>> {
  const start = Math.max(from, to - step * mostPoints);
  const search = new URLSearchParams({
    query,
    start: (start / 1_000).toFixed(3),
    end: (to / 1_000).toFixed(3),
    step: (step / 1_000).toFixed(3),
  });
  const asked = await ask(`/api/v1/query_range?${search.toString()}`);
  if (asked.kind === 'none') return unavailable(asked.why);
  const answer = RangeAnswer.safeParse(asked.body);
  if (!answer.success) return unavailable('Prometheus answered something that is no range of values.');
  const { result } = answer.data.data;
  if (result.length > 1)
    return unavailable(`The query gives ${result.length} series, and one is meant. Sum them, or pick one with labels.`);
  const series = (result[0]?.values ?? []).flatMap(([seconds, text]): Point[] => {
    const value = Number(text);
    // Nothing divided by nothing is no value.
    return Number.isFinite(value) ? [{ at: Math.round(seconds * 1_000), value, requests: null }] : [];
  });
  return { kind: 'series', series };
}

function withRequests(values: Series, requests: Series): Series {
  const counted = new Map(requests.map(({ at, value }) => [at, Math.max(0, Math.round(value))]));
  return values.map((point) => ({ ...point, requests: counted.get(point.at) ?? 0 }));
}

function unavailable(why: string): Extract<Measurement, { kind: 'unavailable' }> {
  return { kind: 'unavailable', why };
}
