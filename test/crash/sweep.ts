import { type CrashGroup, crashCases, groupCases } from './cases.ts';
import type { Finding } from './run-group.ts';
import { runGroup } from './run-group.ts';
import { startWorld, type World } from './world.ts';

export type SweepResult = { readonly failed: number; readonly cases: number; readonly resumes: readonly number[] };

/**
 * Kills a process at every crash point whose name holds `only`, `together` points in one release, and says a line for each point. A group
 * that went wrong is tried again point by point, so that each line stands for itself.
 */
export async function sweep(
  options: { readonly only: string; readonly together: number; readonly isKept: boolean },
  say: (line: string) => void,
): Promise<SweepResult> {
  const cases = crashCases.filter(({ point }) => point.includes(options.only));
  const queue: CrashGroup[] = [...groupCases(cases, options.together)];
  const worlds = createWorlds(options.isKept);
  let failed = 0;
  const resumes: number[] = [];
  try {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      const finding = await runGroup(await worlds.current(), group);
      resumes.push(...finding.resumes);
      const isWell = finding.faults.length === 0;
      if (!isWell) await worlds.leave();
      if (isWell || group.points.length === 1) failed += tell(group, finding, say);
      else {
        say(`${group.points.join(' ')} went wrong together (${finding.faults.join('; ')}); each is tried alone:`);
        queue.unshift(...singles(group));
      }
    }
  } finally {
    await worlds.leave();
  }
  return { failed, cases: cases.length, resumes };
}

function singles({ story, points }: CrashGroup): readonly CrashGroup[] {
  return points.map((point) => ({ story, points: [point] }));
}

/** Says what became of each point; gives the number that failed. */
function tell({ points, story }: CrashGroup, { faults, took }: Finding, say: (line: string) => void): number {
  for (const point of points) {
    const what = faults.length === 0 ? 'ok' : faults.join('; ');
    say(`${point.padEnd(46)} ${story.padEnd(12)} ${`${(took / 1_000).toFixed(0)} s`.padStart(5)}  ${what}`);
  }
  return faults.length === 0 ? 0 : points.length;
}

/** One world serves many releases; after a fault the next release gets a new one. */
function createWorlds(isKept: boolean) {
  let world: World | null = null;
  return {
    async current(): Promise<World> {
      world ??= await startWorld({ apps: 1, workers: 2, isKept });
      return world;
    },
    async leave(): Promise<void> {
      const left = world;
      world = null;
      await left?.close();
    },
  };
}
