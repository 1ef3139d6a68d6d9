import { expect, it } from 'vitest';
import { sandboxOptions } from '../../bin/sandbox-options.ts';

it('starts on port 4390 with the waits of real life when nothing is said', () => {
  expect(sandboxOptions([])).toEqual({
    dir: '.fairlead/sandbox',
    port: 4390,
    fast: false,
    countdown: undefined,
    breaker: undefined,
    prometheus: true,
  });
});

it('takes a folder, a port, short waits, a countdown, a limit of the breaker, and to do without Prometheus', () => {
  expect(
    sandboxOptions([
      '--dir',
      '/tmp/world',
      '--port',
      '0',
      '--fast',
      '--countdown',
      '5s',
      '--breaker',
      '1',
      '--no-prometheus',
    ]),
  ).toEqual({
    dir: '/tmp/world',
    port: 0,
    fast: true,
    countdown: '5s',
    breaker: 1,
    prometheus: false,
  });
});

it.each([
  [['--port', 'http'], 'http is not a port. Give a number from 0 to 65535.'],
  [['--port', '65536'], '65536 is not a port. Give a number from 0 to 65535.'],
  [['--countdown', 'soon'], 'soon is not a time. Give a number and ms, s or m, such as 10s.'],
  [['--breaker', '0'], '0 is no limit of a breaker. Give a number from 1 to 99.'],
  [
    ['--slow'],
    "Unknown option '--slow'. The sandbox takes --dir FOLDER, --port NUMBER, --fast, --countdown TIME (such as 10s), --breaker NUMBER and --no-prometheus.",
  ],
  [
    ['here'],
    "Unexpected argument 'here'. The sandbox takes --dir FOLDER, --port NUMBER, --fast, --countdown TIME (such as 10s), --breaker NUMBER and --no-prometheus.",
  ],
])('refuses %j with what may be given', (args, message) => {
  expect(() => sandboxOptions(args)).toThrow(message);
});
