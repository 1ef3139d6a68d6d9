import { type CrashGroup, crashCases, groupCases } from './cases.ts';
import { keepWorld } from './keep-world.ts';
import { type Finding, runGroup } from './run-group.ts';
import { type Plot, stories } from './stories.ts';

export type SweepResult = { readonly faults: number; readonly cases: number; readonly resumes: readonly number[] };

/**
 * Kills a process at every crash point whose name holds `only`, `together` points in one release, and says a line for each point. A group
 * that went wrong counts as wrong, and is tried again point by point to see which it was.
 */
export async function sweep(
  options: { readonly only: string; readonly together: number; readonly isKept: boolean },
  say: (line: string) => void,
): Promise<SweepResult> {
  const cases = crashCases.filter(({ point }) => point.includes(options.only));
  const queue: CrashGroup[] = [...groupCases(cases, options.together)];
  const worlds = keepWorld({ apps: 1, workers: 2, isKept: options.isKept });
  const faults: string[] = [];
  const resumes: number[] = [];
  try {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      const finding = await runGroup(await worlds.current(), group);
      resumes.push(...finding.resumes);
      faults.push(...finding.faults);
      tell(group, finding, say);
      if (finding.faults.length === 0) continue;
      faults.push(...(await worlds.leave()));
      queue.unshift(...singles(group));
    }
  } finally {
    faults.push(...(await worlds.leave()));
  }
  return { faults: faults.length, cases: cases.length, resumes };
}

/** The points of a group one by one; none where there is one only, or where a world has the story only once. */
function singles({ story, points }: CrashGroup): readonly CrashGroup[] {
  const { isOnce }: Plot = stories[story];
  return points.length === 1 || isOnce === true ? [] : points.map((point) => ({ story, points: [point] }));
}

function tell(group: CrashGroup, { faults, took }: Finding, say: (line: string) => void): void {
  const { points, story } = group;
  const together = singles(group).length > 0 && faults.length > 0 ? 'one of these, each tried alone below: ' : '';
  const what = faults.length === 0 ? 'ok' : `${together}${faults.join('; ')}`;
  for (const point of points) {
    say(`${point.padEnd(46)} ${story.padEnd(12)} ${`${(took / 1_000).toFixed(0)} s`.padStart(5)}  ${what}`);
  }
}
