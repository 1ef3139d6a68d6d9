import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Finding, hasFailed, ok, type Verdict } from '#domain/doctor/finding.ts';
import { ReleaseError } from '#errors.ts';
import type { Check } from '#operations/doctor/check.ts';
import { runChecks } from '#operations/doctor/run-checks.ts';

function check(name: string, run: () => Promise<Verdict>): Check {
  return { name, run };
}

it('gives findings in the order of the checks, whichever ends first', async () => {
  const slow = check('slow', async () => {
    await sleep(30);
    return ok('Slow.');
  });
  const found = await runChecks([
    [slow, check('after', async () => ok('After.'))],
    [check('quick', async () => ok('Quick.'))],
  ]);
  expect(found.map(({ name }) => name)).toEqual(['slow', 'after', 'quick']);
});

it('runs the checks of one group in turn and groups side by side', async () => {
  const events: string[] = [];
  const told = (name: string, millis: number) =>
    check(name, async () => {
      events.push(`${name} starts`);
      await sleep(millis);
      events.push(`${name} ends`);
      return ok('Done.');
    });
  await runChecks([[told('a', 40), told('b', 0)], [told('c', 0)]]);
  expect(events).toEqual(['a starts', 'c starts', 'c ends', 'a ends', 'b starts', 'b ends']);
});

it('gives a check up that does not end, and goes on with the next', async () => {
  const found = await runChecks(
    [[check('stuck', () => new Promise(() => undefined)), check('next', async () => ok('Yes.'))]],
    20,
  );
  expect(found).toEqual([
    {
      name: 'stuck',
      status: 'could_not_check',
      says: 'It did not end within 0.02 seconds.',
      next: 'Run `fairlead doctor` again, or look there yourself.',
    },
    { name: 'next', status: 'ok', says: 'Yes.', next: null },
  ]);
});

it.each<[string, unknown, Omit<Finding, 'name'>]>([
  [
    'a known error, without the word on retries',
    new ReleaseError(
      'GIT_UNREACHABLE',
      'transient',
      'Fetching it failed: no route to host. It is tried again by itself.',
    ),
    { status: 'failed', says: 'Fetching it failed: no route to host.', next: null },
  ],
  [
    'an unknown error, whose text may hold anything',
    new TypeError('xoxb-secret'),
    { status: 'could_not_check', says: 'The check itself broke (TypeError).', next: null },
  ],
  ['a thrown text', 'xoxb-secret', { status: 'could_not_check', says: 'The check itself broke (string).', next: null }],
])('words %s', async (_what, error, finding) => {
  const found = await runChecks([[check('it', () => Promise.reject(error))]]);
  expect(found).toEqual([{ name: 'it', ...finding }]);
});

it.each<[Verdict['status'], boolean]>([
  ['ok', false],
  ['warning', false],
  ['could_not_check', false],
  ['failed', true],
])('counts %s as a failure: %s', (status, expected) => {
  expect(hasFailed([{ name: 'it', status, says: '', next: null }])).toBe(expected);
});
