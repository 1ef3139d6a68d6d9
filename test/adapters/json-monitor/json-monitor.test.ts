import { expect, it } from 'vitest';
import { createJsonMonitor } from '#adapters/json-monitor/json-monitor.ts';
import { JsonMonitorConfig } from '#domain/project/monitor.ts';
import { startMonitorServer } from '../../support/monitor-server.ts';

const window = {
  metric: 'error-rate',
  service: 'api',
  environment: 'production',
  version: '1.5.0',
  from: 0,
  to: 9,
  step: 1,
};

async function aMonitor(body: unknown, more: object = {}, status = 200) {
  const server = await startMonitorServer(() => ({ status, body }));
  const url = `${server.url}/{service}/{metric}?version={version}`;
  const config = JsonMonitorConfig.parse({ kind: 'json', url, value: 'data.0.value', ...more });
  return { ...server, monitor: createJsonMonitor(config, { environment: {}, now: () => 7 }) };
}

it('reads the value as of now, and the requests it was measured on', async () => {
  const { monitor, asked } = await aMonitor({ data: [{ value: '0.02' }], count: 40 }, { requests: 'count' });
  expect(await monitor.measure(window)).toEqual({ kind: 'point', series: [{ at: 7, value: 0.02, requests: 40 }] });
  expect(asked[0]?.url.pathname).toBe('/api/error-rate');
  expect(asked[0]?.url.searchParams.get('version')).toBe('1.5.0');
});

it('writes names into the address as names and nothing else', async () => {
  const { monitor, asked } = await aMonitor({ data: [{ value: 1 }] });
  await monitor.measure({ ...window, version: '1&admin=1#/../x' });
  expect(asked[0]?.url.searchParams.get('admin')).toBeNull();
  expect(asked[0]?.url.searchParams.get('version')).toBe('1&admin=1#/../x');
});

it.each([
  ['no value there', { data: [] }, 200, 'has no number at data.0.value'],
  ['a value that is no number', { data: [{ value: 'many' }] }, 200, 'has no number at data.0.value'],
  ['an error', {}, 500, 'answered 500'],
])('says what is wrong with %s', async (_, body, status, why) => {
  const { monitor } = await aMonitor(body, {}, status);
  expect(await monitor.measure(window)).toEqual({ kind: 'unavailable', why: expect.stringContaining(why) });
});
