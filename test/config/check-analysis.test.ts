import { expect, it } from 'vitest';
import { problemsIn, sampleWith } from './sample.ts';

const monitors = `    monitors:
      prom:
        kind: prometheus
        url: http://prometheus.example:9090
`;
const withAnalysis = (analysis: string, more = monitors): string =>
  sampleWith('    services:\n', `${more}    services:\n`).replace(
    '      database:\n',
    `      database:\n        analysis: ${analysis}\n`,
  );

it('takes an analysis by a monitor and limits there are', () => {
  expect(problemsIn(withAnalysis('{ monitor: prom, limits: ["error-rate > 5%", "latency-p95 > 2x"] }'))).toEqual([]);
});

it.each([
  [
    'a monitor there is not',
    withAnalysis('{ monitor: pram, limits: ["error-rate > 5%"] }'),
    'services.database.analysis.monitor: unknown monitor "pram"; did you mean "prom"?',
  ],
  [
    'a limit that is none',
    withAnalysis('{ monitor: prom, limits: ["error-rate is bad"] }'),
    'services.database.analysis.limits[0]: "error-rate is bad" is not a limit.',
  ],
  [
    'a limit on being well',
    withAnalysis('{ monitor: prom, limits: ["success-rate > 99%"] }'),
    'would stop a release for being well',
  ],
  [
    'a limit on a metric the monitor does not have',
    withAnalysis('{ monitor: prom, limits: ["latency-p96 > 300ms"] }'),
    'services.database.analysis.limits[0]: the monitor has no metric "latency-p96"; did you mean "latency-p95"?',
  ],
  [
    'an unknown placeholder of a query',
    withAnalysis(
      '{ monitor: prom, limits: ["joy < 1"] }',
      `${monitors}        queries:\n          joy: { value: 'joy{app="{srvice}"}' }\n`,
    ),
    'monitors.prom.queries.joy.value: There is no placeholder {srvice}. Did you mean {service}?',
  ],
  [
    'an unknown placeholder of Datadog’s tags',
    withAnalysis(
      '{ monitor: dog, limits: ["error-rate > 5%"] }',
      '    monitors:\n      dog: { kind: datadog, tags: "service:{app}" }\n',
    ),
    'monitors.dog.tags: There is no placeholder {app}.',
  ],
  [
    'an unknown placeholder of NRQL',
    withAnalysis(
      '{ monitor: relic, limits: ["error-rate > 5%"] }',
      '    monitors:\n      relic: { kind: newrelic, account: 7, queries: { joy: "SELECT {what}" } }\n',
    ),
    'monitors.relic.queries.joy: There is no placeholder {what}.',
  ],
])('refuses %s', (_, text, problem) => {
  expect(problemsIn(text)).toEqual([expect.stringContaining(problem)]);
});
