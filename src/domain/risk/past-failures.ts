import type { ReleaseId } from '../ids.ts';
import type { ProjectRecord } from '../project-log/project-record.ts';

const most = 10;

/**
 * Of the last ten releases that reached any of these services: how many there were, and how many were taken back, by themselves or by a
 * rollback after their end.
 */
export function pastFailures(
  record: ProjectRecord,
  services: readonly string[],
): { readonly failed: number; readonly of: number } {
  const reached = new Set<ReleaseId>();
  for (const [place, runs] of record.runs) {
    if (services.includes(place.slice(place.indexOf('/') + 1))) for (const run of runs) reached.add(run.release);
  }
  const ended: boolean[] = [];
  for (const { id, intent, closed } of record.releases) {
    if (closed === null || !reached.has(id)) continue;
    if (intent === 'release' && closed.ending === 'released') ended.push(false);
    if (intent === 'release' && closed.ending === 'rolled_back') ended.push(true);
    // What is taken back is the release before, which had ended well.
    if (intent === 'rollback' && closed.ending === 'released' && ended.length > 0) ended[ended.length - 1] = true;
  }
  const last = ended.slice(-most);
  return { failed: last.filter((hasFailed) => hasFailed).length, of: last.length };
}
