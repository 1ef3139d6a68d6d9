import { expect, it } from 'vitest';
import { createNewrelicMonitor } from '#adapters/newrelic/newrelic-monitor.ts';
import { NewrelicConfig } from '#domain/project/newrelic-config.ts';
import { contractWindow } from '../../contract/monitor.contract.ts';

const environment = { NEW_RELIC_API_KEY: 'NRAK-0123456789' };
const resultsOf = (results: unknown): unknown => ({ data: { actor: { account: { nrql: { results } } } } });

function aMonitor(body: unknown, more: object = {}) {
  const asked: { readonly query: string; readonly variables: { readonly account: number; readonly nrql: string } }[] =
    [];
  const fetch = async (_url: unknown, init?: RequestInit) => {
    asked.push(JSON.parse(String(init?.body)));
    return Response.json(body);
  };
  const config = NewrelicConfig.parse({ kind: 'newrelic', account: 7, ...more });
  return { monitor: createNewrelicMonitor(config, { environment, fetch }), asked };
}

const picked = "FROM Transaction WHERE appName = 'api' AND environment = 'production' AND appVersion = '1.5.0'";
const over = `TIMESERIES 30 SECONDS SINCE ${contractWindow.from} UNTIL ${contractWindow.to}`;
const failed = 'filter(count(*), WHERE error IS true) / count(*)';

it.each([
  ['error-rate', failed],
  ['success-rate', `1 - ${failed}`],
  ['latency-p95', 'percentile(duration, 95)'],
  ['latency-p99', 'percentile(duration, 99)'],
])('asks for %s and its requests in one query', async (metric, value) => {
  const { monitor, asked } = aMonitor(resultsOf([]));
  expect(await monitor.measure({ ...contractWindow, metric })).toEqual({ kind: 'series', series: [] });
  expect(asked.map(({ variables }) => variables)).toEqual([
    { account: 7, nrql: `SELECT ${value} AS 'value', count(*) AS 'requests' ${picked} ${over}` },
  ]);
});

it('writes nothing of a query into the GraphQL', async () => {
  const { monitor, asked } = aMonitor(resultsOf([]));
  await monitor.measure({ ...contractWindow, version: '9.9.9' });
  await monitor.measure(contractWindow);
  expect(asked[0]?.query).toBe(asked[1]?.query);
  expect(asked[0]?.query).not.toContain('9.9.9');
});

it('reads a percentile, which comes as an object, and leaves out what is no value', async () => {
  const { monitor } = aMonitor(
    resultsOf([
      { beginTimeSeconds: 1_000, endTimeSeconds: 1_030, value: { '95': 0.25 }, requests: 40 },
      { beginTimeSeconds: 970, endTimeSeconds: 1_000, value: { '95': null }, requests: 0 },
    ]),
  );
  expect(await monitor.measure({ ...contractWindow, metric: 'latency-p95' })).toEqual({
    kind: 'series',
    series: [{ at: 1_030_000, value: 0.25, requests: 40 }],
  });
});

it('takes NRQL of one’s own before the usual one', async () => {
  const own = "SELECT average(carts) AS 'value' FROM Checkout WHERE app = '{service}'";
  const { monitor, asked } = aMonitor(resultsOf([{ endTimeSeconds: 60, value: 3 }]), { queries: { carts: own } });
  expect(await monitor.measure({ ...contractWindow, metric: 'carts' })).toEqual({
    kind: 'series',
    series: [{ at: 60_000, value: 3, requests: null }],
  });
  expect(asked[0]?.variables.nrql).toBe(`SELECT average(carts) AS 'value' FROM Checkout WHERE app = 'api' ${over}`);
});

it('asks for no more buckets than an answer has', async () => {
  const { monitor, asked } = aMonitor(resultsOf([]));
  await monitor.measure({ ...contractWindow, from: 0 });
  expect(asked[0]?.variables.nrql).toContain(`SINCE ${contractWindow.to - 366 * 30_000} UNTIL`);
});

it.each([
  ['a metric without a query', { metric: 'saturation' }, resultsOf([]), 'There is no query for saturation.'],
  ['NRQL it refuses', {}, { data: null, errors: [{ message: 'NRQL Syntax Error' }] }, 'refused the query: NRQL Syntax'],
  ['an account nobody sees', {}, { data: { actor: { account: null } } }, 'is no result'],
  ['values without a name', {}, resultsOf([{ endTimeSeconds: 60, count: 3 }]), "AS 'value'"],
])('says what is wrong with %s', async (_, change, body, why) => {
  const { monitor } = aMonitor(body);
  const measured = await monitor.measure({ ...contractWindow, ...change });
  expect(measured).toEqual({ kind: 'unavailable', why: expect.stringContaining(why) });
});
