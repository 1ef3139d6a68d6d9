type MonitorOptions = { readonly platformUrl: string; readonly prometheusUrl?: string };

/** The proxy tells what customers met with in the last seconds: nothing has to be installed. */
const figures = '/figures/{metric}?service={service}&environment={environment}&version={version}';

const selector = 'service="{service}",environment="{environment}",version="{version}"';
const requests = 'shop_proxy_requests_total';
const durations = 'shop_proxy_request_duration_seconds_bucket';
/** Scraped every second, so that five seconds hold what has just changed and little of what was before. */
const range = '[5s]';

/** Where the shop's services are measured: a Prometheus, else the address of the shop's own figures. */
export function monitor({ platformUrl, prometheusUrl }: MonitorOptions) {
  if (prometheusUrl === undefined) return { kind: 'json', url: `${platformUrl}${figures}`, value: 'value' };
  return { kind: 'prometheus', url: prometheusUrl, queries };
}

/** An aborted request is an error, too. */
const failed = `(sum(rate(${requests}{${selector},code!~"[1-4].."}${range})) or vector(0))`;
const all = `sum(rate(${requests}{${selector}}${range}))`;
const quantile = (share: number): string =>
  `histogram_quantile(${share}, sum by (le) (rate(${durations}{${selector}}${range})))`;

/** Queries of its own in place of the usual ones, which look at 15 seconds and leave out what stands on few requests. */
const queries = {
  'error-rate': { value: `${failed} / ${all}` },
  'success-rate': { value: `1 - ${failed} / ${all}` },
  'latency-p95': { value: quantile(0.95) },
  'latency-p99': { value: quantile(0.99) },
};

/**
 * A newcomer waits seconds where others wait an hour. Three points in a row still have to fail; that each stands on few requests is not told,
 * since none would ever stand on enough.
 */
export function analysis({ prometheusUrl }: MonitorOptions) {
  return {
    monitor: 'customers',
    limits: ['error-rate > 5%', 'latency-p95 > 1s'],
    interval: prometheusUrl === undefined ? '5s' : '2s',
    noData: 'wait',
  };
}
