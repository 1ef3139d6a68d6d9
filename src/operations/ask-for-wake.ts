import type { Millis, ReleaseId } from '#domain/ids.ts';
import type { Clock } from '#ports/clock.ts';
import type { Queue } from '#ports/queue.ts';
import { jobIds } from './job-ids.ts';
import { createRecentMap } from './recent-map.ts';

/** A wake that was asked for this long ago is asked for again, should the queue have lost it. The sweep comes by more often in any case. */
const repeatAfter: Millis = 30_000;

export type AskForWake = (release: ReleaseId, at: Millis | null) => Promise<void>;

/** Asks for a release to be looked at when its time has come; null asks for nothing. Asking again for the same time does nothing. */
export function createAskForWake({ queue, clock }: { readonly queue: Queue; readonly clock: Clock }): AskForWake {
  const asked = createRecentMap<ReleaseId, { readonly at: Millis; readonly when: Millis }>(2_000);
  return async (release, at) => {
    const now = clock.now();
    const last = asked.get(release);
    if (at === null || (last?.at === at && now < last.when + repeatAfter)) return;
    const delay = Math.max(0, at - now);
    await queue.enqueue({ name: 'advance', release }, { id: jobIds.advanceAt(release, at), delay });
    asked.set(release, { at, when: now });
  };
}
