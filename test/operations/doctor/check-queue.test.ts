import { expect, it } from 'vitest';
import type { Finding } from '#domain/doctor/finding.ts';
import { checkQueue } from '#operations/doctor/check-queue.ts';
import { runChecks } from '#operations/doctor/run-checks.ts';
import type { LaneLook } from '#ports/queue-inspection.ts';

const now = 1_000_000_000;
const idle: LaneLook = { name: 'work', waiting: 0, active: 0, delayed: 0, oldestDue: null, workers: 1 };
const startOne = 'Start one with `fairlead worker`, or both with `fairlead start`.';

async function findings(...lanes: readonly Partial<LaneLook>[]): Promise<readonly Finding[]> {
  const inspect = async () => lanes.map((lane) => ({ ...idle, ...lane }));
  return runChecks([checkQueue(inspect, { now: () => now })]);
}

it.each<[string, readonly Partial<LaneLook>[], Omit<Finding, 'name'>]>([
  ['one worker', [{}, {}], { status: 'ok', says: '1 worker is connected.', next: null }],
  ['two workers', [{ workers: 2 }], { status: 'ok', says: '2 workers are connected.', next: null }],
  ['none', [{ workers: 0 }], { status: 'warning', says: 'No worker is connected.', next: startOne }],
  [
    'none for a job',
    [{}, { workers: 0, waiting: 1 }],
    { status: 'failed', says: 'No worker is connected, and 1 job waits.', next: startOne },
  ],
  [
    'none for jobs',
    [{ workers: 0, waiting: 3 }],
    { status: 'failed', says: 'No worker is connected, and 3 jobs wait.', next: startOne },
  ],
  [
    'a server that does not tell',
    [{ workers: null }],
    {
      status: 'could_not_check',
      says: 'This Redis does not tell who is connected.',
      next: 'Look whether a worker runs.',
    },
  ],
])('tells of %s', async (_what, lanes, finding) => {
  expect((await findings(...lanes))[0]).toEqual({ name: 'worker', ...finding });
});

it('counts over the lanes', async () => {
  const found = await findings({ waiting: 2, oldestDue: now - 60_000 }, { active: 1, delayed: 4 });
  expect(found[1]).toEqual({ name: 'queue', status: 'ok', says: '2 waiting, 1 running, 4 for later.', next: null });
});

it('warns of a job that is more than a minute late', async () => {
  const found = await findings({ waiting: 1, oldestDue: now - 180_000 });
  expect(found[1]).toEqual({
    name: 'queue',
    status: 'warning',
    says: '1 waiting, 0 running, 0 for later; the oldest job of lane work is 3 minutes late.',
    next: 'Add workers, or read the log of those that run.',
  });
});
