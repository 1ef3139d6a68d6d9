import { expect, it } from 'vitest';
import { couldNotCheck, failed, ok, warning } from '#domain/doctor/finding.ts';
import { doctorReport } from '#templates/doctor-report.ts';

it('gives each check a line with what to do at its end, and counts below', () => {
  const report = doctorReport([
    { name: 'redis', ...ok('Redis 7.0.15 answers.') },
    { name: 'worker', ...warning('No worker is connected.', 'Start one.') },
    { name: 'slack bot token', ...failed('Slack does not accept it.', 'Set another.') },
    { name: 'slack scopes', ...couldNotCheck('This server has no method auth.test.') },
  ]);
  expect(report.split('\n')).toEqual([
    'ok               redis: Redis 7.0.15 answers.',
    'warning          worker: No worker is connected. Start one.',
    'failed           slack bot token: Slack does not accept it. Set another.',
    'could not check  slack scopes: This server has no method auth.test.',
    '',
    '1 failed, 1 ok, 1 to know about, 1 not checked. Do what the lines say and run `fairlead doctor` again.',
  ]);
});

it('says that nothing failed', () => {
  expect(doctorReport([{ name: 'redis', ...ok('Yes.') }])).toBe(
    'ok               redis: Yes.\n\nNothing failed: 1 ok.',
  );
});

it('keeps what other systems say on its line', () => {
  const name = 'a\nfailed b\u001b[31m\u202e';
  expect(doctorReport([{ name: 'channel', ...ok(`In #${name}.`) }]).split('\n')[0]).toBe(
    'ok               channel: In #a failed b [31m .',
  );
});
