import type { Millis } from '../ids.ts';
import type { ProjectRecord } from '../project-log/project-record.ts';

const day = 86_400_000;

/** Whole days since a release last ended well, by the project's log; null when it knows of none. */
export function daysSinceRelease(record: ProjectRecord, now: Millis): number | null {
  const ends = record.releases.flatMap(({ intent, closed }) =>
    intent === 'release' && closed?.ending === 'released' ? [closed.at] : [],
  );
  const last = ends.length === 0 ? null : Math.max(...ends);
  return last === null ? null : Math.max(0, Math.floor((now - last) / day));
}
