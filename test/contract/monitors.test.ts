import { GraphQLError, type GraphQLFieldResolver, graphql } from 'graphql';
import { z } from 'zod';
import { createDatadogMonitor } from '#adapters/datadog/datadog-monitor.ts';
import { createJsonMonitor } from '#adapters/json-monitor/json-monitor.ts';
import { createNewrelicMonitor } from '#adapters/newrelic/newrelic-monitor.ts';
import { createPrometheusMonitor } from '#adapters/prometheus/prometheus-monitor.ts';
import { DatadogConfig } from '#domain/project/datadog-config.ts';
import { JsonMonitorConfig, PrometheusConfig } from '#domain/project/monitor.ts';
import { NewrelicConfig } from '#domain/project/newrelic-config.ts';
import { type Answer, type Call, FaultyServer } from '../support/forges/faulty-server.ts';
import { OpenapiContract } from '../support/forges/openapi-contract.ts';
import { nerdgraph } from '../support/monitors/nerdgraph-schema.ts';
import { contractSecrets, contractValues, monitorContract } from './monitor.contract.ts';

const known = (text: string): boolean => /1\.5\.0|check/.test(text);
const ok = (body: unknown): Answer => ({ status: 200, body });

monitorContract('Prometheus', async () => {
  const server = await new FaultyServer(({ path, query, headers }) => {
    if (headers.authorization !== `Bearer ${contractSecrets.MONITOR_KEY}`) return { status: 401, body: '' };
    if (path === '/api/v1/status/buildinfo') return ok({ status: 'success', data: {} });
    const text = query.get('query') ?? '';
    const field = text.startsWith('sum(increase') ? 'requests' : 'value';
    const values = contractValues.map((point) => [point.at / 1_000, String(point[field])]);
    const result = known(text) ? [{ metric: {}, values }] : [];
    return ok({ status: 'success', data: { resultType: 'matrix', result } });
  }).start();
  const config = PrometheusConfig.parse({ kind: 'prometheus', url: server.url, tokenEnv: 'MONITOR_KEY' });
  return {
    server,
    monitor: (options) => createPrometheusMonitor(config, options),
    tells: 'series',
    call: 'GET /api/v1/',
    unknown: { kind: 'series' },
    refusal: (words) => ({ status: 'error', errorType: 'execution', error: words }),
    secrets: [contractSecrets.MONITOR_KEY],
    contained: `version="1'\\"} OR   x"`,
  };
});

const datadog = new OpenapiContract('test/support/monitors/datadog-openapi.json');

function answerAsDatadog(server: FaultyServer, call: Call): Answer {
  server.violations.push(...datadog.problemsWithCall(call));
  const { 'dd-api-key': key, 'dd-application-key': application } = call.headers;
  const isAllowed = key === contractSecrets.MONITOR_KEY && application === contractSecrets.MONITOR_OTHER_KEY;
  const query = call.query.get('query') ?? '';
  const series = (['value', 'requests'] as const).map((field, query_index) => ({
    query_index,
    metric: 'trace.http.request.hits',
    scope: 'env:production,service:api',
    interval: 30,
    pointlist: [...contractValues.map((point) => [point.at, point[field]]), [contractValues[1].at + 30_000, null]],
  }));
  const answer: Answer = isAllowed
    ? ok({ status: 'ok', res_type: 'time_series', query, series: known(query) ? series : [] })
    : { status: 403, body: { errors: ['Forbidden'] } };
  server.violations.push(...datadog.problemsWithAnswer(call, answer.status, answer.body));
  return answer;
}

monitorContract('Datadog', async () => {
  const server: FaultyServer = await new FaultyServer((call) => answerAsDatadog(server, call)).start();
  const config = DatadogConfig.parse({
    kind: 'datadog',
    url: server.url,
    apiKeyEnv: 'MONITOR_KEY',
    applicationKeyEnv: 'MONITOR_OTHER_KEY',
  });
  return {
    server,
    monitor: (options) => createDatadogMonitor(config, options),
    tells: 'series',
    call: 'GET /api/v1/query',
    unknown: { kind: 'series' },
    refusal: (words) => ({ errors: [words] }),
    secrets: Object.values(contractSecrets),
    contained: '{service:api,env:production,version:1____or___x}',
  };
});

const nrql: GraphQLFieldResolver<unknown, unknown> = (_source, { query }) => {
  const text = String(query);
  if (!/^SELECT .* FROM \w+/.test(text)) throw new GraphQLError('NRQL Syntax Error');
  const results = contractValues.map(({ at, value, requests }) => {
    const has = known(text);
    const endTimeSeconds = at / 1_000;
    return {
      beginTimeSeconds: endTimeSeconds - 30,
      endTimeSeconds,
      value: has ? value : null,
      requests: has ? requests : 0,
    };
  });
  return { results };
};
const Body = z.strictObject({ query: z.string(), variables: z.record(z.string(), z.unknown()) });

monitorContract('New Relic', async () => {
  const server: FaultyServer = await new FaultyServer(async ({ headers, body }) => {
    if (headers['api-key'] !== contractSecrets.MONITOR_KEY) return { status: 401, body: {} };
    const { query, variables } = Body.parse(JSON.parse(body.toString()));
    const rootValue = { actor: { account: ({ id }: { id: number }) => ({ id, nrql: nrqlOf }) } };
    return ok(await graphql({ schema: nerdgraph, source: query, variableValues: variables, rootValue }));
  }).start();
  const nrqlOf = (args: { query: string }) => nrql(null, args, null, undefined as never);
  const url = `${server.url}/graphql`;
  const config = NewrelicConfig.parse({ kind: 'newrelic', url, keyEnv: 'MONITOR_KEY', account: 7 });
  return {
    server,
    monitor: (options) => createNewrelicMonitor(config, options),
    tells: 'series',
    call: 'POST /graphql',
    unknown: { kind: 'series' },
    refusal: (words) => ({ errors: [{ message: words }] }),
    secrets: [contractSecrets.MONITOR_KEY],
    contained: `appVersion = '1____OR___x' TIMESERIES`,
  };
});

monitorContract('an address that answers JSON', async () => {
  const server = await new FaultyServer(({ query, headers }) => {
    if (headers.authorization !== `Bearer ${contractSecrets.MONITOR_KEY}`) return { status: 401, body: '' };
    const { value, requests } = contractValues[1];
    return known(query.get('version') ?? '') ? ok({ data: { value, requests } }) : { status: 404, body: {} };
  }).start();
  const config = JsonMonitorConfig.parse({
    kind: 'json',
    url: `${server.url}/metrics/{metric}?version={version}`,
    tokenEnv: 'MONITOR_KEY',
    value: 'data.value',
    requests: 'data.requests',
  });
  return {
    server,
    monitor: (options) => createJsonMonitor(config, options),
    tells: 'point',
    call: 'GET /metrics/',
    unknown: { kind: 'unavailable' },
    refusal: (words) => ({ error: words }),
    secrets: [contractSecrets.MONITOR_KEY],
    contained: `version=1'"} OR \n x`,
  };
});
