import { Counter, Histogram, Registry } from 'prom-client';

export type ProxiedRequest = {
  readonly environment: string;
  readonly service: string;
  readonly version: string;
  readonly code: string;
  readonly seconds: number;
};

export type ProxyMetrics = {
  /** Counts one answered request. */
  readonly observe: (request: ProxiedRequest) => void;
  /** The figures in Prometheus' text format, with its content type. */
  readonly text: () => Promise<{ readonly contentType: string; readonly body: string }>;
};

/** The proxy's own figures, in a registry of their own, so that several shops can live in one process. */
export function createProxyMetrics(): ProxyMetrics {
  const registers = [new Registry()];
  const place = ['environment', 'service', 'version'] as const;
  const requests = new Counter({
    name: 'shop_proxy_requests_total',
    help: 'Requests answered by the proxy',
    labelNames: [...place, 'code'],
    registers,
  });
  const duration = new Histogram({
    name: 'shop_proxy_request_duration_seconds',
    help: 'Time from request to answer at the proxy',
    labelNames: place,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  return {
    observe: ({ environment, service, version, code, seconds }) => {
      requests.inc({ environment, service, version, code });
      duration.observe({ environment, service, version }, seconds);
    },
    text: async () => {
      const [registry] = registers;
      return { contentType: registry?.contentType ?? 'text/plain', body: (await registry?.metrics()) ?? '' };
    },
  };
}
