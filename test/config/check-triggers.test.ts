import { expect, it } from 'vitest';
import { problemsIn, sampleWith } from './sample.ts';

const monitors = `    monitors:
      prom: { kind: prometheus, url: "http://prometheus.example:9090" }
`;
const withTriggers = (triggers: string, more = monitors): string =>
  sampleWith('    services:\n', `${more}    rollback: { triggers: [${triggers}] }\n    services:\n`);

it.each([
  '{ when: health, failures: 5, mode: announce }',
  '{ when: error-rate, limit: "> 5%", action: hold }',
  '{ when: latency, limit: "> 2x", services: [database] }',
  '{ when: metric, metric: saturation, limit: "> 90%", monitor: prom }',
])('takes %s', (trigger) => {
  expect(problemsIn(withTriggers(trigger))).toEqual([]);
});

it.each([
  [
    'a monitor there is not',
    '{ when: error-rate, limit: "> 5%", monitor: pram }',
    'triggers[0].monitor: unknown monitor',
  ],
  ['a service there is not', '{ when: error-rate, limit: "> 5%", services: [databse] }', 'did you mean "database"?'],
  [
    'a limit that is none',
    '{ when: error-rate, limit: "is bad" }',
    'triggers[0].limit: "error-rate is bad" is not a limit.',
  ],
  ['a metric the monitor does not have', '{ when: metric, metric: joy, limit: "< 1" }', 'has no metric "joy"'],
  ['a role there is not', '{ when: manual, roles: [nobody] }', 'triggers[0].roles[0]: unknown role "nobody"'],
])('refuses %s', (_, trigger, problem) => {
  expect(problemsIn(withTriggers(trigger))).toEqual([expect.stringContaining(problem)]);
});

it('refuses a trigger that no monitor can be asked for', () => {
  expect(problemsIn(withTriggers('{ when: error-rate, limit: "> 5%" }', ''))).toEqual([
    expect.stringContaining('no monitor can be asked for'),
  ]);
});
