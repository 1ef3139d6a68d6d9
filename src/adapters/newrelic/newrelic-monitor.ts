import { z } from 'zod';
import type { Point } from '#domain/analysis/series.ts';
import type { NewrelicConfig } from '#domain/project/newrelic-config.ts';
import type { Measurement, Monitor } from '#ports/monitor.ts';
import type { Fetch } from '../http/bounded-fetch.ts';
import { createPatientFetch, type PatientFetch } from '../http/patient-fetch.ts';
import { secretOf, withoutSecrets } from '../http/secret-header.ts';
import { parsedJson } from '../parsed-json.ts';
import { plainSentence } from '../plain-text.ts';
import { newrelicQuery } from './newrelic-queries.ts';

/** The call of NerdGraph. The NRQL goes as a variable, so that nothing in it is GraphQL. */
const document = `query Measure($account: Int!, $nrql: Nrql!) {
  actor { account(id: $account) { nrql(query: $nrql, timeout: 10) { results } } }
}`;

/** An answer of GraphQL (October 2021, section 7.1). What stands in a result is what the NRQL names. */
const Answer = z.object({
  data: z
    .object({
      actor: z
        .object({
          account: z
            .object({ nrql: z.object({ results: z.array(z.record(z.string(), z.unknown())).nullable() }).nullable() })
            .nullable(),
        })
        .nullable(),
    })
    .nullish(),
  errors: z.array(z.object({ message: z.string() })).nullish(),
});
const Bucket = z.object({ endTimeSeconds: z.number(), value: z.unknown(), requests: z.number().nullish() });

const readLimit = 4_194_304;

type Options = {
  /** Where the key is read from, at each call. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now?: () => number;
  readonly fetch?: Fetch;
  /** Milliseconds one request may take. */
  readonly timeout?: number;
};

type Asked =
  | { readonly kind: 'results'; readonly results: readonly unknown[] }
  | { readonly kind: 'none'; readonly why: string };

/** Asks New Relic in NRQL through NerdGraph (`POST /graphql`). Errors of GraphQL come with status 200 and are refusals all the same. */
export function createNewrelicMonitor(config: NewrelicConfig, options: Options): Monitor {
  const { now = Date.now } = options;
  const send = createPatientFetch(now, options.fetch);
  return {
    async measure(window) {
      const query = newrelicQuery(config, window);
      if (query === null)
        return unavailable(`There is no query for ${window.metric}. Add one to the queries of the monitor.`);
      const asked = await askNewrelic(config, options, send, query);
      return asked.kind === 'none' ? unavailable(asked.why) : measured(asked.results);
    },
    async check() {
      const asked = await askNewrelic(
        config,
        options,
        send,
        `SELECT count(*) FROM ${config.requests} SINCE 1 MINUTE AGO`,
      );
      return asked.kind === 'results' ? { ok: true } : { ok: false, why: asked.why };
    },
  };
}

async function askNewrelic(
  config: NewrelicConfig,
  { environment, timeout = 15_000 }: Options,
  send: PatientFetch,
  nrql: string,
): Promise<Asked> {
  const key = secretOf(config.keyEnv, environment);
  if (key.kind === 'missing') return none(key.why);
  const answer = await send({
    method: 'POST',
    url: config.url,
    headers: { 'API-Key': key.secret, 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables: { account: config.account, nrql } }),
    timeout,
    limit: readLimit,
  });
  const where = `New Relic at ${new URL(config.url).host}`;
  if (answer.kind === 'no_answer') return none(`${where} ${answer.why}.`);
  const read = Answer.safeParse(parsedJson(answer.text));
  const errors = read.success ? (read.data.errors ?? []) : [];
  const told = errors.length === 0 ? '.' : `: ${plainSentence(errors.map(({ message }) => message).join(' '))}`;
  if (answer.status !== 200) return none(`${where} answered ${answer.status}${withoutSecrets(told, [key.secret])}`);
  if (errors.length > 0) return none(`${where} refused the query${withoutSecrets(told, [key.secret])}`);
  const results = read.data?.data?.actor?.account?.nrql?.results ?? null;
  return results === null ? none(`${where} answered something that is no result.`) : { kind: 'results', results };
}

function measured(results: readonly unknown[]): Measurement {
  const points: Point[] = [];
  for (const result of results) {
    const bucket = Bucket.safeParse(result);
    if (!bucket.success || !('value' in bucket.data))
      return unavailable("The query gives no series of values. Name its value AS 'value', and facet by nothing.");
    const { endTimeSeconds, requests } = bucket.data;
    const value = numberOf(bucket.data.value);
    if (value !== null) points.push({ at: endTimeSeconds * 1_000, value, requests: requests ?? null });
  }
  return { kind: 'series', series: points.sort((a, b) => a.at - b.at) };
}

/** A percentile comes as an object with one number, named for the share. */
function numberOf(value: unknown): number | null {
  const inner = typeof value === 'object' && value !== null ? Object.values(value)[0] : value;
  return typeof inner === 'number' && Number.isFinite(inner) ? inner : null;
}

function none(why: string): Asked {
  return { kind: 'none', why };
}

function unavailable(why: string): Measurement {
  return { kind: 'unavailable', why };
}
