import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../simulation/random.ts';
import { runStory } from './run-group.ts';
import { startWorld, type World } from './world.ts';

export type RandomResult = {
  readonly kills: Readonly<Record<string, number>>;
  readonly releases: number;
  readonly failed: number;
  readonly resumes: readonly number[];
};

/**
 * Kills `count` times, at random moments of releases that follow one another, any of app, worker and Redis, or breaks the connections to
 * Slack. Every third release is one that is rolled back.
 */
export async function killAtRandom(
  options: { readonly count: number; readonly random: Random; readonly isKept: boolean },
  say: (line: string) => void,
): Promise<RandomResult> {
  const { count, random, isKept } = options;
  const kills: Record<string, number> = {};
  const resumes: number[] = [];
  let killed = 0;
  let releases = 0;
  let failed = 0;
  let world = await startWorld({ apps: 2, workers: 2, isKept });
  try {
    while (killed < count) {
      const story = releases % 3 === 2 ? 'rolled_back' : 'released';
      const struck: string[] = [];
      const finding = await runStory(world, story, async (signal) => {
        const moments: number[] = [];
        while (killed < count && (await pause(random.int(300, 3_000), signal))) {
          const target = await strike(world, random);
          killed += 1;
          struck.push(target);
          kills[target] = (kills[target] ?? 0) + 1;
          if (target === 'redis') moments.push(Date.now());
        }
        return moments;
      });
      releases += 1;
      resumes.push(...finding.resumes);
      const what = finding.faults.length === 0 ? 'ok' : finding.faults.join('; ');
      say(
        `release ${releases} (${story}), ${(finding.took / 1_000).toFixed(0)} s, struck ${struck.join(' ')}: ${what}`,
      );
      if (finding.faults.length === 0) continue;
      failed += 1;
      await world.close();
      world = await startWorld({ apps: 2, workers: 2, isKept });
    }
  } finally {
    await world.close();
  }
  return { kills, releases, failed, resumes };
}

async function strike(world: World, random: Random): Promise<string> {
  const targets = [
    ...world.apps.map((app) => ({ name: 'app', kill: () => app.kill() })),
    ...world.workers.flatMap((worker) =>
      Array.from({ length: 2 }, () => ({ name: 'worker', kill: () => worker.kill() })),
    ),
    { name: 'redis', kill: () => world.killRedis() },
    { name: 'slack', kill: () => world.sandbox.order('break-connections') },
  ];
  const target = random.pick(targets);
  await target.kill();
  return target.name;
}

/** False when the release was over before the time was. */
function pause(millis: number, signal: AbortSignal): Promise<boolean> {
  return sleep(millis, undefined, { signal }).then(
    () => true,
    () => false,
  );
}
