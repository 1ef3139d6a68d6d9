import type { ChangeId } from '../../sandbox/shop/prepared-changes.ts';
import { countEffects } from './count-effects.ts';
import { driveRelease } from './drive-release.ts';
import { resumeTimes } from './resume-times.ts';
import { type Plot, type Story, stories } from './stories.ts';
import type { World } from './world.ts';

/** One release and what was wrong with it; nothing when every effect is there exactly once. */
export type Finding = {
  readonly faults: readonly string[];
  /** Milliseconds from each death to the next event. */
  readonly resumes: readonly number[];
  readonly took: number;
};

/** What happens beside a release until `signal` aborts. Gives the moments at which something was stopped that is no app or worker. */
export type Disturb = (signal: AbortSignal) => Promise<readonly number[]>;

const released = new WeakMap<World, number>();

/** Takes one release of the next version through a world, with what `disturb` does beside it, and counts what came of it. */
export async function runStory(world: World, story: Story, disturb: Disturb = async () => []): Promise<Finding> {
  const began = Date.now();
  const deathsBefore = world.deaths.length;
  const count = released.get(world) ?? 0;
  released.set(world, count + 1);
  const over = new AbortController();
  const disturbing = disturb(over.signal);
  const { word, command, options, ending }: Plot = stories[story];
  const driven = await driveRelease(world, {
    changes: await changesFor(world, story),
    text: [word ?? '', `1.${5 + count}.0`, options].join(' ').trim(),
    expected: ending,
    ...(command === undefined ? {} : { command }),
  });
  over.abort();
  const kills = await disturbing;
  const deaths = world.deaths.slice(deathsBefore);
  const { release } = driven;
  const counted = release === null || release.ending === null ? [] : await countEffects(world, release);
  const strange = deaths.filter((death) => death.how !== 'SIGKILL');
  // An app that is away keeps nobody but people waiting.
  const moments = [...kills, ...deaths.filter(({ name }) => name.startsWith('worker')).map(({ at }) => at)];
  return {
    faults: [
      ...driven.faults,
      ...counted,
      ...strange.map(({ name, how }) => `${name} ended by itself (${how}); see ${world.folder}/${name}.log`),
    ],
    resumes: release === null ? [] : await resumeTimes(world, release.id, moments),
    took: Date.now() - began,
  };
}

/** Runs one release with crash points armed, behind a quiet one where it needs that. A point nobody came to is a fault of the case. */
export async function runGroup(
  world: World,
  group: { readonly story: Story; readonly points: readonly string[] },
  disturb?: Disturb,
): Promise<Finding> {
  const { isOnce }: Plot = stories[group.story];
  const quiet = isOnce === true && !released.has(world) ? await runStory(world, 'released') : null;
  await world.arm(group.points);
  const finding = await runStory(world, group.story, disturb);
  const left = await world.disarm();
  const missed = left.map((point) => `nobody came to ${point}`);
  return { ...finding, faults: [...(quiet?.faults ?? []), ...finding.faults, ...missed] };
}

const badInMain = new WeakMap<World, ChangeId>();

/** What is pushed so that the next release ends as the story says; the first release of a world has commits of its own. */
async function changesFor(world: World, story: Story): Promise<readonly ChangeId[]> {
  const { before, change, ending }: Plot = stories[story];
  const pushed = before === undefined ? [change] : [before, change];
  const bad = badInMain.get(world);
  if (ending === 'released') badInMain.delete(world);
  else badInMain.set(world, change);
  if (bad === undefined) return pushed;
  return bad === change && before === undefined ? [] : ['revert', ...pushed];
}
