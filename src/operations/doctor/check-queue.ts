import { couldNotCheck, failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import type { Clock } from '#ports/clock.ts';
import type { InspectQueue, LaneLook } from '#ports/queue-inspection.ts';
import { ageInWords } from './age-in-words.ts';
import type { Check } from './check.ts';

/** A job that waits longer than this, in milliseconds, waits too long. */
const longWait = 60_000;
const startOne = 'Start one with `fairlead worker`, or both with `fairlead start`.';

/** A worker is connected, and no job waits for long. */
export function checkQueue(inspect: InspectQueue, clock: Pick<Clock, 'now'>): readonly Check[] {
  let lanes: readonly LaneLook[] | null = null;
  return [
    {
      name: 'worker',
      async run() {
        lanes = await inspect();
        return workerVerdict(lanes);
      },
    },
    {
      name: 'queue',
      run: async () => (lanes === null ? couldNotCheck('The queue cannot be read.') : queueVerdict(lanes, clock.now())),
    },
  ];
}

function workerVerdict(lanes: readonly LaneLook[]): Verdict {
  if (lanes.some(({ workers }) => workers === null)) {
    return couldNotCheck('This Redis does not tell who is connected.', 'Look whether a worker runs.');
  }
  const idle = lanes.filter(({ workers }) => workers === 0);
  const least = Math.min(...lanes.map(({ workers }) => workers ?? 0));
  if (idle.length === 0) return ok(`${least} ${least === 1 ? 'worker is' : 'workers are'} connected.`);
  const jobs = idle.reduce((sum, { waiting }) => sum + waiting, 0);
  if (jobs > 0)
    return failed(`No worker is connected, and ${jobs} ${jobs === 1 ? 'job waits' : 'jobs wait'}.`, startOne);
  return warning('No worker is connected.', startOne);
}

function queueVerdict(lanes: readonly LaneLook[], now: number): Verdict {
  const sum = (count: (lane: LaneLook) => number) => lanes.reduce((total, lane) => total + count(lane), 0);
  const counts = `${sum((lane) => lane.waiting)} waiting, ${sum((lane) => lane.active)} running, ${sum((lane) => lane.delayed)} for later`;
  const late = lanes.filter(({ oldestDue }) => oldestDue !== null && now - oldestDue > longWait);
  if (late.length === 0) return ok(`${counts}.`);
  const each = late.map(
    ({ name, oldestDue }) => `the oldest job of lane ${name} is ${ageInWords(now - (oldestDue ?? now))} late`,
  );
  return warning(`${counts}; ${each.join(', ')}.`, 'Add workers, or read the log of those that run.');
}
