import type { Millis, ReleaseId } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';
import type { Queue } from '#ports/queue.ts';
import { jobIds } from './job-ids.ts';

/** The shortest time between two drawings of one release, in milliseconds: many events in a row become one edit. */
const pause: Millis = 250;
const remembered = 2_000;

export type AskForRender = (release: ReleaseId) => Promise<void>;

/**
 * Asks for a release to be drawn: at once, or a pause after the last drawing that was asked for. While one is still to come, asking again
 * does nothing, because it will show whatever is in the log by then.
 */
export function createAskForRender({ queue, clock }: { readonly queue: Queue; readonly clock: Clock }): AskForRender {
  const dueAt = new Map<ReleaseId, Millis>();
  return async (release) => {
    const now = clock.now();
    const last = dueAt.get(release) ?? 0;
    if (last > now) return;
    const due = Math.max(now, last + pause);
    remember(dueAt, release, due);
    try {
      await queue.enqueue({ name: 'render', release }, { id: jobIds.render(release), delay: due - now });
    } catch (error) {
      dueAt.delete(release);
      throw error;
    }
  };
}

function remember(dueAt: Map<ReleaseId, Millis>, release: ReleaseId, due: Millis): void {
  dueAt.delete(release);
  dueAt.set(release, due);
  const oldest = dueAt.size > remembered ? dueAt.keys().next().value : undefined;
  if (oldest !== undefined) dueAt.delete(oldest);
}
