import { z } from 'zod';
import { Name } from '../ids.ts';

const key = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable, such as DD_API_KEY');
const metric = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_.]*$/, 'expected the name of a metric, such as trace.http.request.hits');

/** Datadog's metrics, asked by its timeseries query API. The metrics known by name are asked with the names given here. */
export const DatadogConfig = z.strictObject({
  kind: z.literal('datadog').describe('Which monitor it is.'),
  url: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .default('https://api.datadoghq.com')
    .describe('Address of the API of your site, such as https://api.datadoghq.eu.'),
  apiKeyEnv: key.default('DD_API_KEY').describe('Environment variable that holds the API key.'),
  applicationKeyEnv: key
    .default('DD_APPLICATION_KEY')
    .describe('Environment variable that holds the application key, which may read timeseries.'),
  requests: metric.default('trace.http.request.hits').describe('Count of answered requests.'),
  errors: metric.default('trace.http.request.errors').describe('Count of answers that are errors.'),
  durations: metric.default('trace.http.request').describe('Distribution of answer times in seconds.'),
  saturation: metric.optional().describe('Gauge of how much of its capacity is used, 0 to 1.'),
  tags: z
    .string()
    .min(1)
    .default('service:{service},env:{environment},version:{version}')
    .describe('Tags that pick one version of one service.'),
  queries: z
    .record(
      Name,
      z.strictObject({
        value: z.string().min(1).describe('Query that gives one series: the values of the metric.'),
        requests: z
          .string()
          .min(1)
          .optional()
          .describe('Query that gives how many requests each value was measured on.'),
      }),
    )
    .default({})
    .describe('Queries of your own, by the name of the metric.'),
});
export type DatadogConfig = z.infer<typeof DatadogConfig>;
