import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../simulation/random.ts';
import { keepWorld } from './keep-world.ts';
import { type Disturb, runStory } from './run-group.ts';
import type { World } from './world.ts';

export type RandomResult = {
  readonly kills: Readonly<Record<string, number>>;
  readonly releases: number;
  readonly faults: number;
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
  const worlds = keepWorld({ apps: 2, workers: 2, isKept: options.isKept });
  const struck: string[] = [];
  const faults: string[] = [];
  const resumes: number[] = [];
  let releases = 0;
  try {
    while (struck.length < options.count) {
      const world = await worlds.current();
      const story = releases % 3 === 2 ? 'rolled_back' : 'released';
      const before = struck.length;
      const finding = await runStory(world, story, strikes(world, options, struck));
      releases += 1;
      resumes.push(...finding.resumes);
      faults.push(...finding.faults);
      const what = finding.faults.length === 0 ? 'ok' : finding.faults.join('; ');
      const hit = struck.slice(before).join(' ');
      say(`release ${releases} (${story}), ${(finding.took / 1_000).toFixed(0)} s, struck ${hit}: ${what}`);
      if (finding.faults.length > 0) faults.push(...(await worlds.leave()));
    }
  } finally {
    faults.push(...(await worlds.leave()));
  }
  const kills: Record<string, number> = {};
  for (const name of struck) kills[name] = (kills[name] ?? 0) + 1;
  return { kills, releases, faults: faults.length, resumes };
}

/** More in a row would only show that a process needs some seconds of life to get anywhere. */
const mostInOneRelease = 12;

/** Strikes every 0.3 to 5 seconds until the release is over or there were enough; `struck` gets the names. */
function strikes(
  world: World,
  { count, random }: { readonly count: number; readonly random: Random },
  struck: string[],
): Disturb {
  return async (signal) => {
    const moments: number[] = [];
    const most = Math.min(count, struck.length + mostInOneRelease);
    while (struck.length < most && (await pause(random.int(300, 5_000), signal))) {
      const name = await strike(world, random);
      struck.push(name);
      if (name === 'redis') moments.push(Date.now());
    }
    return moments;
  };
}

async function strike(world: World, random: Random): Promise<string> {
  const workers = world.workers.map((worker) => ({ name: 'worker', strike: () => worker.kill() }));
  const target = random.pick([
    ...world.apps.map((app) => ({ name: 'app', strike: () => app.kill() })),
    ...workers,
    ...workers,
    { name: 'redis', strike: () => world.killRedis() },
    { name: 'slack', strike: () => world.sandbox.order('break-connections') },
  ]);
  await target.strike();
  return target.name;
}

/** False when the release was over before the time was. */
function pause(millis: number, signal: AbortSignal): Promise<boolean> {
  return sleep(millis, undefined, { signal }).then(
    () => true,
    () => false,
  );
}
