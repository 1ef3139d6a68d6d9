import { z } from 'zod';
import type { Point, Series } from '#domain/analysis/series.ts';
import type { DatadogConfig } from '#domain/project/datadog-config.ts';
import type { Measurement, MetricWindow, Monitor } from '#ports/monitor.ts';
import type { Fetch } from '../http/bounded-fetch.ts';
import { createPatientFetch, type PatientFetch } from '../http/patient-fetch.ts';
import { secretOf, withoutSecrets } from '../http/secret-header.ts';
import { parsedJson } from '../parsed-json.ts';
import { plainSentence } from '../plain-text.ts';
import { datadogQuery } from './datadog-queries.ts';

/** `MetricsQueryResponse` of Datadog's API v1, as far as it is read. A point is milliseconds and a value, or null where there is none. */
const Answer = z.object({
  status: z.literal('ok'),
  series: z
    .array(
      z.object({
        query_index: z.number().int().optional(),
        pointlist: z.array(z.tuple([z.number(), z.number().nullable()])),
      }),
    )
    .default([]),
});
type Answer = z.infer<typeof Answer>;
const Refusal = z.union([
  z.object({ errors: z.array(z.string()).min(1) }).transform(({ errors }) => errors.join(' ')),
  z.object({ error: z.string().min(1) }).transform(({ error }) => error),
]);

const readLimit = 4_194_304;

type Options = {
  /** Where the keys are read from, at each call. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now?: () => number;
  readonly fetch?: Fetch;
  /** Milliseconds one request may take. */
  readonly timeout?: number;
};

type Asked = { readonly kind: 'answer'; readonly body: Answer } | { readonly kind: 'none'; readonly why: string };

/** Asks Datadog for timeseries (`GET /api/v1/query`): the values and the requests they were measured on in one call, since calls are limited by the hour. */
export function createDatadogMonitor(config: DatadogConfig, options: Options): Monitor {
  const { now = Date.now } = options;
  const send = createPatientFetch(now, options.fetch);
  const ask = (query: string, from: number, to: number) => askDatadog(config, options, send, { query, from, to });
  return {
    async measure(window) {
      const query = datadogQuery(config, window);
      if (query === null)
        return unavailable(`There is no query for ${window.metric}. Add one to the queries of the monitor.`);
      const both = query.requests === null ? query.value : `${query.value}, ${query.requests}`;
      const asked = await ask(both, window.from, window.to);
      if (asked.kind === 'none') return unavailable(asked.why);
      return measured(asked.body, query.requests !== null, window);
    },
    async check() {
      const asked = await ask(`sum:${config.requests}{*}.as_count()`, now() - 60_000, now());
      return asked.kind === 'answer' ? { ok: true } : { ok: false, why: asked.why };
    },
  };
}

async function askDatadog(
  config: DatadogConfig,
  { environment, timeout = 10_000 }: Options,
  send: PatientFetch,
  { query, from, to }: { readonly query: string; readonly from: number; readonly to: number },
): Promise<Asked> {
  const apiKey = secretOf(config.apiKeyEnv, environment);
  if (apiKey.kind === 'missing') return none(apiKey.why);
  const applicationKey = secretOf(config.applicationKeyEnv, environment);
  if (applicationKey.kind === 'missing') return none(applicationKey.why);
  const search = new URLSearchParams({ from: seconds(from, Math.floor), to: seconds(to, Math.ceil), query });
  const url = `${config.url.replace(/\/+$/, '')}/api/v1/query?${search.toString()}`;
  const headers = { 'DD-API-KEY': apiKey.secret, 'DD-APPLICATION-KEY': applicationKey.secret };
  const answer = await send({ method: 'GET', url, headers, timeout, limit: readLimit });
  const where = `Datadog at ${new URL(config.url).host}`;
  if (answer.kind === 'no_answer') return none(`${where} ${answer.why}.`);
  const body = parsedJson(answer.text);
  const read = Answer.safeParse(body);
  if (answer.status === 200 && read.success) return { kind: 'answer', body: read.data };
  const refusal = Refusal.safeParse(body);
  if (!refusal.success && answer.status === 200) return none(`${where} answered something that is no series.`);
  const told = refusal.success
    ? `: ${withoutSecrets(plainSentence(refusal.data), [apiKey.secret, applicationKey.secret])}`
    : '.';
  return none(`${where} answered ${answer.status}${told}`);
}

function measured({ series }: Answer, hasRequests: boolean, { from, to }: MetricWindow): Measurement {
  const of = (index: number) => series.filter(({ query_index = 0 }) => query_index === index);
  const [values, requests] = [of(0), of(1)];
  if (values.length > 1 || requests.length > 1)
    return unavailable('The query gives several series, and one is meant. Sum them, or pick one with tags.');
  const points = pointsOf(values[0]?.pointlist ?? []).filter(({ at }) => at >= from && at <= to);
  if (!hasRequests) return { kind: 'series', series: points };
  const counted = new Map(pointsOf(requests[0]?.pointlist ?? []).map(({ at, value }) => [at, value]));
  return {
    kind: 'series',
    series: points.map((point) => ({ ...point, requests: Math.max(0, Math.round(counted.get(point.at) ?? 0)) })),
  };
}

function pointsOf(list: Answer['series'][number]['pointlist']): Series {
  return list
    .flatMap(([at, value]): Point[] => (value === null ? [] : [{ at: Math.round(at), value, requests: null }]))
    .sort((a, b) => a.at - b.at);
}

function seconds(millis: number, round: (value: number) => number): string {
  return String(round(millis / 1_000));
}

function none(why: string): Asked {
  return { kind: 'none', why };
}

function unavailable(why: string): Measurement {
  return { kind: 'unavailable', why };
}
