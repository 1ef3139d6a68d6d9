import type { ProjectRecord } from '#domain/project-log/project-record.ts';
import type { Release } from '#domain/release/release.ts';
import type { ReleaseLog } from '../release-log.ts';

const most = 20;

/** The last twenty ways back that came to their end: rollbacks of their own, and releases that were taken back. */
export async function readPastReturns(
  releases: Pick<ReleaseLog, 'find'>,
  record: ProjectRecord,
): Promise<readonly Release[]> {
  const ended = record.releases.filter(
    ({ intent, closed }) => closed?.ending === (intent === 'rollback' ? 'released' : 'rolled_back'),
  );
  const found = await Promise.all(ended.slice(-most).map(({ id }) => releases.find(id)));
  return found.filter((release) => release !== null);
}
