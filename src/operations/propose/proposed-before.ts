import type { ReleaseId } from '#domain/ids.ts';
import type { ProposeOutcome } from '#domain/proposal/propose-outcome.ts';
import type { Queue } from '#ports/queue.ts';
import { jobIds } from '../job-ids.ts';
import type { ReleaseLog } from '../release-log.ts';
import { rehearsalOf } from './open-release.ts';

/** The answer to a request whose release exists already, which is moved on in case its first job was lost; null for a new request. */
export async function proposedBefore(
  ports: { readonly releases: Pick<ReleaseLog, 'find'>; readonly queue: Queue },
  id: ReleaseId,
): Promise<Extract<ProposeOutcome, { kind: 'already' }> | null> {
  const before = await ports.releases.find(id);
  if (before === null) return null;
  await ports.queue.enqueue({ name: 'advance', release: id }, { id: jobIds.advance(id) });
  const { version, project, unit } = before.plan;
  const named = { version, project, ...(unit === undefined ? {} : { unit }), ...rehearsalOf(before.plan) };
  return { kind: 'already', release: id, ...named };
}
