import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createPrometheusMonitor } from '#adapters/prometheus/prometheus-monitor.ts';
import { meanOf } from '#domain/analysis/series.ts';
import { PrometheusConfig } from '#domain/project/monitor.ts';
import type { Measurement } from '#ports/monitor.ts';
import { carryOut, deploy, startTestShop, upload } from '../../sandbox/shop/shop-fixture.ts';
import { startPrometheus } from '../../support/prometheus.ts';

const failing = `
export const path = '/products';
export async function answer() {
  return { status: 500, body: { error: 'no_stock' } };
}
`;

it('measures each version of a service that runs beside another, by a real Prometheus', {
  timeout: 90_000,
}, async () => {
  const shop = await startTestShop({ traffic: { staging: 0, production: 40 } });
  await upload(shop, '1.2.0', { 'services/api/routes/products.mjs': failing });
  await carryOut(shop, 'a', deploy('1.0.0'));
  await carryOut(shop, 'b', deploy('1.2.0', { stage: { kind: 'share', percent: 50 } }));
  const { url } = await startPrometheus(new URL(shop.url).host);
  const from = Date.now();
  shop.traffic.start();

  const config = PrometheusConfig.parse({
    kind: 'prometheus',
    url,
    requests: 'shop_proxy_requests_total',
    durations: 'shop_proxy_request_duration_seconds',
  });
  const monitor = createPrometheusMonitor(config, { environment: {} });
  const measure = (metric: string, version: string): Promise<Measurement> =>
    monitor.measure({ metric, service: 'api', environment: 'production', version, from, to: Date.now(), step: 1_000 });
  const settled = async (metric: string, version: string): Promise<number> => {
    for (;;) {
      const measured = await measure(metric, version);
      if (measured.kind === 'series' && measured.series.length >= 5) return meanOf(measured.series);
      await sleep(500);
    }
  };

  expect(await monitor.check()).toEqual({ ok: true });
  expect(await settled('error-rate', '1.0.0')).toBeLessThan(0.05);
  expect(await settled('error-rate', '1.2.0')).toBeGreaterThan(0.5);
  expect(await settled('latency-p95', '1.0.0')).toBeGreaterThan(0);
  expect(await measure('error-rate', '9.9.9')).toEqual({ kind: 'series', series: [] });
});
