import { expect, it } from 'vitest';
import { createPrometheusMonitor } from '#adapters/prometheus/prometheus-monitor.ts';
import { PrometheusConfig } from '#domain/project/monitor.ts';
import type { MetricWindow } from '#ports/monitor.ts';
import { type MonitorAnswer, startMonitorServer } from '../../support/monitor-server.ts';

const window: MetricWindow = {
  metric: 'error-rate',
  service: 'api',
  environment: 'production',
  version: '1.5.0',
  from: 1_000_000,
  to: 1_060_000,
  step: 30_000,
};

const matrix = (...series: readonly (readonly [number, string][])[]): MonitorAnswer => ({
  body: { status: 'success', data: { resultType: 'matrix', result: series.map((values) => ({ metric: {}, values })) } },
});

async function aMonitor(answer: (query: string) => MonitorAnswer, more: object = {}) {
  const server = await startMonitorServer((url) => answer(url.searchParams.get('query') ?? ''));
  const config = PrometheusConfig.parse({ kind: 'prometheus', url: server.url, ...more });
  const environment = { PROMETHEUS_TOKEN: 'secret-token' };
  return { ...server, monitor: createPrometheusMonitor(config, { environment }) };
}

it('asks for a range of values and for the requests they were measured on', async () => {
  const { monitor, asked } = await aMonitor((query) =>
    query.startsWith('sum(increase')
      ? matrix([
          [1_000, '30.4'],
          [1_030, '29.6'],
        ])
      : matrix([
          [1_000, '0.01'],
          [1_030, '0.02'],
        ]),
  );
  expect(await monitor.measure(window)).toEqual({
    kind: 'series',
    series: [
      { at: 1_000_000, value: 0.01, requests: 30 },
      { at: 1_030_000, value: 0.02, requests: 30 },
    ],
  });
  expect(asked[0]?.url.pathname).toBe('/api/v1/query_range');
  expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toMatchObject({
    start: '1000.000',
    end: '1060.000',
    step: '30.000',
    query: expect.stringContaining('service="api",environment="production",version="1.5.0",code=~"5.."'),
  });
});

it('leaves out values that are none, and is empty where Prometheus knows of nothing', async () => {
  const { monitor } = await aMonitor((query) => (query.includes('increase') ? matrix() : matrix([[1_000, 'NaN']])));
  expect(await monitor.measure(window)).toEqual({ kind: 'series', series: [] });
});

it.each([
  ['error-rate', 'code=~"5.."'],
  ['success-rate', '1 - '],
  ['latency-p95', 'histogram_quantile(0.95, sum by (le)'],
  ['latency-p99', 'histogram_quantile(0.99, sum by (le)'],
  ['saturation', 'max(process_saturation{'],
])('has a query for %s', async (metric, part) => {
  const { monitor, asked } = await aMonitor(() => matrix());
  await monitor.measure({ ...window, metric });
  expect(asked[0]?.url.searchParams.get('query')).toContain(part);
});

it('takes a query of one’s own before the usual one', async () => {
  const queries = { 'error-rate': { value: 'my_errors{app="{service}"}' } };
  const { monitor, asked } = await aMonitor(() => matrix([[1_000, '0.5']]), { queries });
  expect(await monitor.measure(window)).toEqual({
    kind: 'series',
    series: [{ at: 1_000_000, value: 0.5, requests: null }],
  });
  expect(asked.map(({ url }) => url.searchParams.get('query'))).toEqual(['my_errors{app="api"}']);
});

it('never lets a name end the text it stands in', async () => {
  const { monitor, asked } = await aMonitor(() => matrix());
  await monitor.measure({ ...window, version: '1"} or vector(0) #' });
  expect(asked[0]?.url.searchParams.get('query')).toContain('version="1\\"} or vector(0) #"');
});

it('sends its token and tells nobody', async () => {
  const refused = { status: 401, body: { status: 'error', errorType: 'unauthorized', error: 'who are you?' } };
  const { monitor, asked, url } = await aMonitor(() => refused, { tokenEnv: 'PROMETHEUS_TOKEN' });
  expect(await monitor.measure(window)).toEqual({
    kind: 'unavailable',
    why: `Prometheus at ${new URL(url).host} answered 401: who are you?`,
  });
  expect(asked[0]?.authorization).toBe('Bearer secret-token');
});

it.each([
  ['a metric there is no query for', { metric: 'joy' }, () => matrix(), 'There is no query for joy.'],
  ['several series', {}, () => matrix([[1, '1']], [[1, '2']]), 'The query gives 2 series'],
  ['an answer that is no range', {}, () => ({ body: { status: 'success', data: 4 } }), 'no range of values'],
  ['an error', {}, () => ({ status: 503, body: 'away' }), 'answered 503.'],
] as const)('says what is wrong with %s', async (_, change, answer, why) => {
  const { monitor } = await aMonitor(answer);
  const measured = await monitor.measure({ ...window, ...change });
  expect(measured).toEqual({ kind: 'unavailable', why: expect.stringContaining(why) });
});

it('says that a token is missing before anything is asked', async () => {
  const { monitor, asked } = await aMonitor(() => matrix(), { tokenEnv: 'NO_SUCH_TOKEN' });
  expect(await monitor.measure(window)).toEqual({ kind: 'unavailable', why: 'NO_SUCH_TOKEN is not set.' });
  expect(asked).toEqual([]);
});
