import type { ReleaseId } from '#domain/ids.ts';
import type { TimedEvent } from '#domain/picture.ts';
import type { Release } from '#domain/release/release.ts';
import { stepOf } from '#domain/release/step-of.ts';
import type { World } from './world.ts';

/**
 * Milliseconds from each death to the next event of the release's log. Posts and background watches do not count: they go on beside what
 * stands still. A death behind the last event counts for nothing.
 */
export async function resumeTimes(world: World, id: ReleaseId, deaths: readonly number[]): Promise<readonly number[]> {
  const release = await world.releases.get(id);
  const events = (await world.releases.events(id)).filter((event) => isProgress(release, event));
  return deaths.flatMap((death) => {
    const next = events.find((event) => event.at >= death);
    return next === undefined ? [] : [next.at - death];
  });
}

function isProgress(release: Release, { body }: TimedEvent): boolean {
  if (body.type === 'slot.posting' || body.type === 'slot.posted') return false;
  return !('step' in body) || stepOf(release, body.step)?.background !== true;
}

/** Median, 95th percentile and maximum in seconds, as a sentence part. */
export function spread(millis: readonly number[]): string {
  if (millis.length === 0) return 'no time measured';
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (part: number) => ((sorted[Math.ceil(part * sorted.length) - 1] ?? 0) / 1_000).toFixed(1);
  return `time to resume: median ${at(0.5)} s, p95 ${at(0.95)} s, max ${at(1)} s (${sorted.length} measured)`;
}
