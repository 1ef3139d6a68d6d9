import type { Millis } from '#domain/ids.ts';
import type { Release } from '#domain/release/release.ts';
import type { Clock } from '#ports/clock.ts';
import type { Queue } from '#ports/queue.ts';
import { jobIds } from './job-ids.ts';
import { createRecentMap } from './recent-map.ts';

/** The shortest time between two drawings of one release, in milliseconds: many events in a row become one edit. */
const pause: Millis = 250;
/** A release to which nothing happens is drawn again only this often: to find what a lost job or a deleted message left undrawn. */
const repeatAfter: Millis = 30_000;

export type AskForRender = (release: Pick<Release, 'id' | 'seq'>) => Promise<void>;

/**
 * Asks for a release to be drawn: at once, or a pause after the last drawing that was asked for. While one is still to come, asking again
 * does nothing, because it will show whatever is in the log by then; nor does asking for what was drawn a moment ago.
 */
export function createAskForRender({ queue, clock }: { readonly queue: Queue; readonly clock: Clock }): AskForRender {
  const asked = createRecentMap<Release['id'], { readonly seq: number; readonly due: Millis }>(2_000);
  return async ({ id, seq }) => {
    const now = clock.now();
    const last = asked.get(id) ?? { seq: 0, due: 0 };
    if (last.due > now) return asked.set(id, { seq, due: last.due });
    if (last.seq === seq && now < last.due + repeatAfter) return;
    const due = Math.max(now, last.due + pause);
    asked.set(id, { seq, due });
    try {
      await queue.enqueue({ name: 'render', release: id }, { id: jobIds.render(id), delay: due - now });
    } catch (error) {
      asked.delete(id);
      throw error;
    }
  };
}
