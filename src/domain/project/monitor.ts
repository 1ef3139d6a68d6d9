import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Millis, Name } from '../ids.ts';
import { DatadogConfig } from './datadog-config.ts';
import { NewrelicConfig } from './newrelic-config.ts';

const Address = z.url({ protocol: /^https?$/, error: 'expected an http or https address' });
const TokenEnv = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable, such as PROMETHEUS_TOKEN')
  .optional()
  .describe('Environment variable that holds the bearer token.');

/** A query of one's own. `{service}`, `{environment}` and `{version}` are filled in. */
export const MetricQuery = z.strictObject({
  value: z.string().min(1).describe('PromQL that gives one series: the values of the metric.'),
  requests: z.string().min(1).optional().describe('PromQL that gives how many requests each value was measured on.'),
});
export type MetricQuery = z.infer<typeof MetricQuery>;

/** Prometheus, or whatever answers its HTTP API. The metrics known by name are asked with the names given here. */
export const PrometheusConfig = z.strictObject({
  kind: z.literal('prometheus').describe('Which monitor it is.'),
  url: Address.describe('Address of the Prometheus server.'),
  tokenEnv: TokenEnv,
  requests: z.string().default('http_requests_total').describe('Counter of answered requests.'),
  durations: z
    .string()
    .default('http_request_duration_seconds')
    .describe('Histogram of answer times in seconds, without _bucket.'),
  saturation: z.string().default('process_saturation').describe('Gauge of how much of its capacity is used, 0 to 1.'),
  selector: z
    .string()
    .default('service="{service}",environment="{environment}",version="{version}"')
    .describe('Label matchers that pick one version of one service.'),
  errors: z.string().default('code=~"5.."').describe('Label matcher of answers that count as errors.'),
  queries: z.record(Name, MetricQuery).default({}).describe('Queries of your own, by the name of the metric.'),
});
export type PrometheusConfig = z.infer<typeof PrometheusConfig>;

/** Any address that answers JSON with the value of a metric as of now. */
export const JsonMonitorConfig = z.strictObject({
  kind: z.literal('json').describe('Which monitor it is.'),
  url: z
    .string()
    .min(1)
    .describe('Address of the value; {metric}, {service}, {environment} and {version} are filled in.'),
  tokenEnv: TokenEnv,
  value: z.string().min(1).describe('Where the value stands in the answer, such as data.value or 0.value.'),
  requests: z.string().min(1).optional().describe('Where the number of requests it was measured on stands.'),
});
export type JsonMonitorConfig = z.infer<typeof JsonMonitorConfig>;

/** One schema per monitor; adding one is a line here and an adapter. */
export const MonitorConfig = z.discriminatedUnion('kind', [
  PrometheusConfig,
  DatadogConfig,
  NewrelicConfig,
  JsonMonitorConfig,
]);
export type MonitorConfig = z.infer<typeof MonitorConfig>;

/** How a service is judged by its metrics while it is rolled out. */
export const AnalysisPolicy = z.strictObject({
  monitor: Name.describe('The monitor that is asked.'),
  limits: z
    .array(z.string().min(1))
    .min(1)
    .max(20)
    .describe('What must not be: error-rate > 5%, latency-p95 > 2x, latency-p95 > 50% degradation, error-rate worse.'),
  interval: Duration.default(15_000).describe('Time between two points of a series.'),
  noData: z
    .enum(['wait', 'ask', 'fail'])
    .default('ask')
    .describe(
      'What follows when there is not enough data at the end: another bake and then a question, a question, or a failure.',
    ),
  mode: z
    .enum(['act', 'announce'])
    .default('act')
    .describe('Whether a failed analysis stops the rollout, or is only told.'),
  watch: z
    .boolean()
    .optional()
    .describe(
      'Whether the limits are also watched beside the rollout, until the environment is done; while the release waits for a person when left out.',
    ),
});
export type AnalysisPolicy = z.infer<typeof AnalysisPolicy>;

/** The same inside a plan: the monitor itself in place of its name, and milliseconds. */
export const PlannedAnalysis = AnalysisPolicy.extend({ monitor: MonitorConfig, interval: Millis });
export type PlannedAnalysis = z.infer<typeof PlannedAnalysis>;
