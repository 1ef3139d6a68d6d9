import { describe, expect, it } from 'vitest';
import { createRecentRequests } from '../../../sandbox/shop/recent-requests.ts';
import { carryOut, deploy, read, startTestShop } from './shop-fixture.ts';

const place = { environment: 'production', service: 'api', version: '1.0.0' };

function recorded(seconds: readonly number[], code = '200') {
  let at = 0;
  const recent = createRecentRequests(() => at);
  for (const each of seconds) recent.observe({ ...place, code, seconds: each });
  return { recent, pass: (millis: number) => (at += millis) };
}

describe('what customers met with lately', () => {
  it('is the share of errors among the answers, an aborted one counted as an error', () => {
    const { recent } = recorded([0.1, 0.1]);
    recent.observe({ ...place, code: '500', seconds: 0.1 });
    recent.observe({ ...place, code: 'aborted', seconds: 5 });
    recent.observe({ ...place, version: '1.1.0', code: '200', seconds: 0.1 });
    expect(recent.read('error-rate', place)).toEqual({ value: 0.5, requests: 4 });
    expect(recent.read('success-rate', place)).toEqual({ value: 0.5, requests: 4 });
    expect(recent.read('error-rate', { ...place, version: '1.1.0' })).toEqual({ value: 0, requests: 1 });
  });

  it('is the time that so many were answered within, by nearest rank', () => {
    const { recent } = recorded(Array.from({ length: 100 }, (_, index) => (index + 1) / 100));
    expect(recent.read('latency-p95', place).value).toBe(0.95);
    expect(recent.read('latency-p99', place).value).toBe(0.99);
  });

  it('is forgotten after five seconds, and no value is told of nothing', () => {
    const { recent, pass } = recorded([0.1]);
    pass(5_000);
    expect(recent.read('error-rate', place).requests).toBe(1);
    pass(1);
    expect(recent.read('error-rate', place)).toEqual({ value: null, requests: 0 });
  });
});

describe('the address of the figures', () => {
  it('tells of real requests by version, and of no health checks', async () => {
    const shop = await startTestShop({ traffic: { staging: 0, production: 0 } });
    await carryOut(shop, 'a', deploy('1.0.0'));
    for (let index = 0; index < 3; index += 1) await read(`${shop.url}/production/api/products`);
    await read(`${shop.url}/production/api/healthz`);
    const figures = (metric: string, version = '1.0.0') =>
      read(`${shop.url}/figures/${metric}?service=api&environment=production&version=${version}`);
    expect(await figures('error-rate')).toEqual({ value: 0, requests: 3 });
    expect(await figures('latency-p95')).toEqual({ value: expect.any(Number), requests: 3 });
    expect(await figures('latency-p95', '9.9.9')).toEqual({ value: null, requests: 0 });
    expect(await figures('happiness')).toMatchObject({ error: 'unknown_metric' });
  });
});
