import { expect, it } from 'vitest';
import { createDatadogMonitor } from '#adapters/datadog/datadog-monitor.ts';
import { DatadogConfig } from '#domain/project/datadog-config.ts';
import { contractWindow } from '../../contract/monitor.contract.ts';
import { type MonitorAnswer, startMonitorServer } from '../../support/monitor-server.ts';

const environment = { DD_API_KEY: 'api-key-1', DD_APPLICATION_KEY: 'application-key-1' };
const scope = '{service:api,env:production,version:1.5.0}';
const seriesOf = (...series: readonly object[]): MonitorAnswer => ({ body: { status: 'ok', series } });
const points = [[contractWindow.to, 0.5]];

async function aMonitor(answer: () => MonitorAnswer, more: object = {}) {
  const server = await startMonitorServer(answer);
  const config = DatadogConfig.parse({ kind: 'datadog', url: server.url, ...more });
  const monitor = createDatadogMonitor(config, { environment });
  return { monitor, queries: () => server.asked.map(({ url }) => url.searchParams.get('query')) };
}

const hits = `sum:trace.http.request.hits${scope}.as_count().rollup(sum, 30)`;
const errors = `sum:trace.http.request.errors${scope}.as_count().rollup(sum, 30)`;

it.each([
  ['error-rate', `default_zero(${errors}) / ${hits}, ${hits}`],
  ['success-rate', `1 - default_zero(${errors}) / ${hits}, ${hits}`],
  ['latency-p95', `p95:trace.http.request${scope}.rollup(avg, 30), ${hits}`],
  ['latency-p99', `p99:trace.http.request${scope}.rollup(avg, 30), ${hits}`],
  ['saturation', `max:shop.saturation${scope}.rollup(max, 30)`],
])('asks for %s and its requests in one query', async (metric, query) => {
  const { monitor, queries } = await aMonitor(() => seriesOf(), { saturation: 'shop.saturation' });
  expect(await monitor.measure({ ...contractWindow, metric })).toEqual({ kind: 'series', series: [] });
  expect(queries()).toEqual([query]);
});

it('never asks for less than ten seconds a point', async () => {
  const { monitor, queries } = await aMonitor(() => seriesOf());
  await monitor.measure({ ...contractWindow, metric: 'latency-p95', step: 1_000 });
  expect(queries()[0]).toContain('.rollup(avg, 10)');
});

it('takes a query of one’s own before the usual one, without requests', async () => {
  const value = 'avg:checkout.failures{app:{service}}';
  const { monitor, queries } = await aMonitor(() => seriesOf({ pointlist: points }), {
    queries: { 'error-rate': { value } },
  });
  expect(await monitor.measure(contractWindow)).toEqual({
    kind: 'series',
    series: [{ at: contractWindow.to, value: 0.5, requests: null }],
  });
  expect(queries()).toEqual(['avg:checkout.failures{app:api}']);
});

it('counts no requests where Datadog knows of none', async () => {
  const { monitor } = await aMonitor(() => seriesOf({ query_index: 0, pointlist: points }));
  expect(await monitor.measure(contractWindow)).toMatchObject({ series: [{ value: 0.5, requests: 0 }] });
});

it('leaves out points from before and after the window', async () => {
  const pointlist = [[contractWindow.from - 1, 1], ...points, [contractWindow.to + 1, 1]];
  const { monitor } = await aMonitor(() => seriesOf({ query_index: 0, pointlist }));
  expect(await monitor.measure(contractWindow)).toMatchObject({ series: [{ value: 0.5 }] });
});

it.each([
  ['a metric without a query', { metric: 'joy' }, () => seriesOf(), 'There is no query for joy.'],
  ['saturation that has no name', { metric: 'saturation' }, () => seriesOf(), 'There is no query for saturation.'],
  ['several series', {}, () => seriesOf({ pointlist: points }, { pointlist: points }), 'several series'],
  ['a query it refuses', {}, () => ({ body: { status: 'error', error: 'Rule is bad' } }), 'Rule is bad'],
] as const)('says what is wrong with %s', async (_, change, answer, why) => {
  const { monitor } = await aMonitor(answer);
  const measured = await monitor.measure({ ...contractWindow, ...change });
  expect(measured).toEqual({ kind: 'unavailable', why: expect.stringContaining(why) });
});

it('waits for the reset of its limit where Retry-After is missing', async () => {
  const at = { now: contractWindow.to };
  const answers = [new Response('{}', { status: 429, headers: { 'x-ratelimit-reset': '12' } }), Response.error()];
  const fetch = async () => answers.shift() ?? Response.error();
  const monitor = createDatadogMonitor(DatadogConfig.parse({ kind: 'datadog' }), {
    environment,
    now: () => at.now,
    fetch,
  });
  await monitor.measure(contractWindow);
  expect(await monitor.measure(contractWindow)).toMatchObject({ why: expect.stringContaining('another 12 s') });
  expect(answers).toHaveLength(1);
});
