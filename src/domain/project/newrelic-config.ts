import { z } from 'zod';
import { Name } from '../ids.ts';

/** New Relic's events, asked in NRQL through NerdGraph. The metrics known by name are asked with the names given here. */
export const NewrelicConfig = z.strictObject({
  kind: z.literal('newrelic').describe('Which monitor it is.'),
  url: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .default('https://api.newrelic.com/graphql')
    .describe('Address of NerdGraph; https://api.eu.newrelic.com/graphql in the EU.'),
  keyEnv: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable, such as NEW_RELIC_API_KEY')
    .default('NEW_RELIC_API_KEY')
    .describe('Environment variable that holds the user key.'),
  account: z.number().int().positive().describe('Number of the account that has the events.'),
  requests: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_:]*$/, 'expected the name of an event, such as Transaction')
    .default('Transaction')
    .describe('Event of an answered request.'),
  duration: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_.]*$/, 'expected the name of an attribute, such as duration')
    .default('duration')
    .describe('Attribute of the event that holds its answer time in seconds.'),
  errors: z.string().min(1).default('error IS true').describe('NRQL condition of events that count as errors.'),
  where: z
    .string()
    .min(1)
    .default("appName = '{service}' AND environment = '{environment}' AND appVersion = '{version}'")
    .describe('NRQL condition that picks one version of one service.'),
  queries: z
    .record(Name, z.string().min(1))
    .default({})
    .describe(
      "NRQL of your own, by the name of the metric: SELECT ... AS 'value' and, where it was measured on requests, their count AS 'requests'. TIMESERIES, SINCE and UNTIL are added.",
    ),
});
export type NewrelicConfig = z.infer<typeof NewrelicConfig>;
